// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.model;

import io.cloister.sandbox.resource.ResourceType;

/** A type of Microsoft.Compute, which keeps of an existing resource what a PUT says nothing of. */
public interface ComputeType extends ResourceType {

    @Override
    default boolean mergesOnPut() {
        return true;
    }
}
