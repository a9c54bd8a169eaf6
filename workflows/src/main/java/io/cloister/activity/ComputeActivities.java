// SPDX-License-Identifier: Apache-2.0
package io.cloister.activity;

import io.cloister.plan.step.CreateScaleSet;
import io.cloister.plan.step.CreateVirtualMachine;
import io.temporal.activity.ActivityInterface;

/** Virtual machines and scale sets. */
@ActivityInterface
public interface ComputeActivities {
    Operation createVirtualMachine(CreateVirtualMachine step);

    Operation deleteVirtualMachine(CreateVirtualMachine step);

    Operation createScaleSet(CreateScaleSet step);

    Operation deleteScaleSet(CreateScaleSet step);
}
