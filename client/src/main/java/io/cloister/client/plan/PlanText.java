// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.plan;

import io.cloister.client.summary.MachinesSection;
import io.cloister.plan.Plan;
import io.cloister.plan.PlannedStep;
import io.cloister.plan.StepId;
import io.cloister.preflight.PreflightReport;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan for people. */
public final class PlanText {

    private PlanText() {}

    public static void print(PrintWriter out, Plan plan, Optional<PreflightReport> preflight) {
        out.println("steps:");
        plan.steps().forEach(step -> out.println(line(step)));
        out.println();
        new MachinesSection(plan.machines()).lines().forEach(out::println);
        if (!plan.warnings().isEmpty()) {
            out.println();
            plan.warnings().forEach(warning -> out.println("warning: " + warning));
        }
        out.println();
        preflight.ifPresentOrElse(
                report -> report.checks().forEach(check -> out.println(verdict(check))),
                () -> out.println(
                        "planned offline: policy verdicts are missing; set TEMPORAL_ADDRESS or a Temporal profile,"
                                + " with a worker, to have them"));
        out.flush();
    }

    private static String line(PlannedStep planned) {
        String after = planned.dependsOn().stream().map(StepId::value).collect(Collectors.joining(", "));
        String line = String.format("  %-32s %-20s", planned.id(), PlanJson.kind(planned.step()));
        return (after.isEmpty() ? line : line + " after " + after).stripTrailing();
    }

    private static String verdict(PreflightReport.Check check) {
        return check.subject() + ": " + check.verdict().name().toLowerCase(Locale.ROOT) + ": " + check.message();
    }
}
