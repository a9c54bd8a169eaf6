// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.resource;

/** A type whose resources are there with the answer, and have no states in between: identities, assignments, definitions. */
public interface ImmediateType extends ResourceType {

    @Override
    default Timing timing() {
        return Timing.IMMEDIATE;
    }

    @Override
    default boolean hasProvisioningState() {
        return false;
    }
}
