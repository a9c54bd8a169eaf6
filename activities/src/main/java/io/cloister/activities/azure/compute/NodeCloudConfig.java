// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.compute;

import io.cloister.plan.step.Machine;

/** Writes what a machine reads at its first boot. */
@FunctionalInterface
public interface NodeCloudConfig {

    /** The {@code #cloud-config} of a machine, in base64 as Azure wants it; nothing secret in it. */
    String customData(Machine machine);
}
