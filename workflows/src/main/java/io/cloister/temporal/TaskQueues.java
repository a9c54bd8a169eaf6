// SPDX-License-Identifier: Apache-2.0
package io.cloister.temporal;

/** The queues that a worker polls: work, and waits, which are many and cheap. */
public final class TaskQueues {

    /** Workflows and the activities that change something. */
    public static final String CLUSTERS = "cloister";

    /** Activities that wait for Azure or for nodes. */
    public static final String WAITS = "cloister-waits";

    private TaskQueues() {}
}
