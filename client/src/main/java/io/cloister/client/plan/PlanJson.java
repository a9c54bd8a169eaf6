// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.plan.Plan;
import io.cloister.plan.step.Step;
import io.cloister.preflight.PreflightReport;
import io.cloister.temporal.Payloads;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A plan for programs: {@code steps}, {@code waysOut}, {@code warnings}, and {@code preflight}, null where it was not asked. */
public final class PlanJson {

    private static final ObjectMapper MAPPER = Payloads.mapper();

    private PlanJson() {}

    public static String of(Plan plan, Optional<PreflightReport> preflight) {
        ObjectNode root = MAPPER.createObjectNode();
        ArrayNode steps = root.putArray("steps");
        plan.steps().forEach(planned -> {
            ObjectNode step = steps.addObject();
            step.put("id", planned.id().value());
            step.put("kind", kind(planned.step()));
            step.set("dependsOn", MAPPER.valueToTree(planned.dependsOn()));
        });
        root.set("waysOut", MAPPER.valueToTree(plan.machines()));
        root.set("warnings", MAPPER.valueToTree(plan.warnings()));
        preflight.ifPresentOrElse(report -> root.set("preflight", checks(report)), () -> root.putNull("preflight"));
        return written(root);
    }

    /** As it stands in the recorded plan too. */
    static String kind(Step step) {
        return MAPPER.valueToTree(step).path("kind").asText();
    }

    private static ObjectNode checks(PreflightReport report) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("passed", report.passed());
        node.set("checks", MAPPER.valueToTree(report.checks()));
        return node;
    }

    private static String written(ObjectNode root) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
