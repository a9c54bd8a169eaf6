// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.resource.ResourceId;

/** Asked before every write and deletion; refuses by throwing. */
public interface Gate {

    /** @param state as the write would leave it; changed in place where policy changes it */
    void admit(Call call, ResourceId id, ObjectNode state);

    void admitDeletion(Call call, ResourceId id, ObjectNode resource);
}
