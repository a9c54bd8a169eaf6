// SPDX-License-Identifier: Apache-2.0
package io.cloister.activity;

import io.cloister.observe.PrivacyReport;
import io.cloister.plan.Ownership;
import io.cloister.plan.step.VerifyPrivate;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** What is really there. */
@ActivityInterface
public interface InspectionActivities {
    /** Fails with {@code cluster.notPrivate} where something of the cluster is public. */
    PrivacyReport verifyPrivate(VerifyPrivate step);

    /** Ids of everything in the resource group that carries the plan's tag or that of its cloud controller; empty once all is undone. */
    List<String> listOwnedResources(Ownership ownership, String subscription, String resourceGroup);
}
