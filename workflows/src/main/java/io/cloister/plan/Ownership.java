// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan;

import java.util.Map;

/**
 * How what is ours is told from what is not. Cluster names are not unique across installations, so a resource is ours
 * only by the plan's own UUID.
 */
public record Ownership(String cluster, String planId) {

    public static final String CLUSTER_TAG = "cloister-cluster";
    public static final String PLAN_TAG = "cloister-plan";

    public Map<String, String> tags() {
        return Map.of(CLUSTER_TAG, cluster, PLAN_TAG, planId);
    }
}
