// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.inspect;

import io.cloister.plan.Ownership;
import java.util.Map;

/**
 * What belongs to a cluster: what carries its plan's tag, and what its cloud controller made, which carries the controller's own
 * tag or one of the two names that it gives to balancers.
 */
record ClusterParts(Ownership ownership) {

    private static final String CONTROLLER_TAG = "k8s-azure-cluster-name";

    boolean owns(Map<String, String> tags) {
        return tags != null && ownership.planId().equals(tags.get(Ownership.PLAN_TAG));
    }

    boolean contains(Map<String, String> tags) {
        return contains("", tags);
    }

    boolean contains(String name, Map<String, String> tags) {
        if (tags != null && tags.containsKey(Ownership.PLAN_TAG)) {
            return owns(tags);
        }
        boolean controllers = tags != null && ownership.cluster().equals(tags.get(CONTROLLER_TAG));
        return controllers
                || name.equalsIgnoreCase(ownership.cluster())
                || name.equalsIgnoreCase(ownership.cluster() + "-internal");
    }
}
