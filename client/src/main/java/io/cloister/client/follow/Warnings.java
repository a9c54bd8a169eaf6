// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import io.cloister.observe.ClusterProgress;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.preflight.PreflightReport.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** What does not keep a cluster from being created, but should be known: of its plan, and of preflight. */
final class Warnings {

    private Warnings() {}

    static List<String> of(ClusterProgress progress) {
        Stream<String> ofPlan = progress.plan().stream().flatMap(plan -> plan.warnings().stream());
        Stream<String> ofPreflight = progress.preflight().stream()
                .flatMap(report -> report.checks().stream())
                .filter(check -> check.verdict() == Verdict.WARNING)
                .map(Check::message);
        return Stream.concat(ofPlan, ofPreflight)
                .map(warning -> "warning: " + warning)
                .toList();
    }
}
