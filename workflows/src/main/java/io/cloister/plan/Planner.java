// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan;

import io.cloister.request.ClusterRequest;
import java.util.List;

/** Turns a request into its plan: stateless, deterministic for a plan id, no I/O. */
public final class Planner {

    private Planner() {}

    public static Plan plan(ClusterRequest request, String planId) {
        return new Plan(
                new Ownership(request.name().value(), planId),
                request.azure().subscription(),
                request.azure().resourceGroup(),
                request.azure().location(),
                "",
                List.of(),
                List.of(),
                List.of());
    }
}
