// SPDX-License-Identifier: Apache-2.0
package io.cloister.observe;

import java.util.Map;

/** That a LoadBalancer Service became private: what the webhook added to it, and the address it got. */
public record ServiceProof(Map<String, String> annotations, String address) {

    public ServiceProof {
        annotations = Map.copyOf(annotations);
    }
}
