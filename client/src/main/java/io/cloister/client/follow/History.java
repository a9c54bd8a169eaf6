// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import io.cloister.temporal.WorkflowIds;
import io.temporal.client.WorkflowClient;

/** How much a cluster's workflows have recorded. */
public final class History {

    private History() {}

    /** Events of the cluster's workflow and of its creation. */
    public static long events(WorkflowClient client, String cluster) {
        return client.fetchHistory(WorkflowIds.cluster(cluster)).getEvents().size()
                + client.fetchHistory(WorkflowIds.execution(cluster, "create"))
                        .getEvents()
                        .size();
    }
}
