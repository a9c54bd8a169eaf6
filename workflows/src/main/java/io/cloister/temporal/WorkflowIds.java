// SPDX-License-Identifier: Apache-2.0
package io.cloister.temporal;

/** How workflows are called: deterministic, so that a cluster has one of each at most. */
public final class WorkflowIds {

    private WorkflowIds() {}

    public static String cluster(String name) {
        return "cluster-" + name;
    }

    /** @param operation {@code create} or {@code delete} */
    public static String execution(String name, String operation) {
        return cluster(name) + "-" + operation;
    }
}
