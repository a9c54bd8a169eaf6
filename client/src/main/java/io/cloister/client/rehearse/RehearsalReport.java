// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.client.summary.Figures;
import io.cloister.client.summary.Summary;
import io.cloister.observe.ClusterProgress;
import io.cloister.observe.Phase;
import io.cloister.temporal.Payloads;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * How a rehearsal ended.
 *
 * @param leftBehind what the sandbox holds other than before, after a failure
 */
record RehearsalReport(ClusterProgress progress, Figures figures, List<String> leftBehind) {

    RehearsalReport {
        leftBehind = List.copyOf(leftBehind);
    }

    boolean succeeded() {
        return progress.phase() == Phase.READY;
    }

    void print(PrintWriter out) {
        Summary summary = succeeded() ? Summary.ready(progress, figures) : Summary.failed(progress, leftBehind);
        summary.print(out);
    }

    String json() {
        ObjectMapper mapper = Payloads.mapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("phase", progress.phase().name());
        progress.plan().ifPresent(plan -> {
            root.put("apiServerAddress", plan.apiServerAddress());
            root.set("waysOut", mapper.valueToTree(plan.machines()));
        });
        progress.privacy().ifPresent(privacy -> root.set("privacy", mapper.valueToTree(privacy)));
        progress.proof().ifPresent(proof -> root.set("serviceProof", mapper.valueToTree(proof)));
        progress.failure().ifPresent(failure -> root.set("failure", mapper.valueToTree(failure)));
        progress.undo().ifPresent(undo -> root.set("undo", mapper.valueToTree(undo)));
        root.set("leftBehind", mapper.valueToTree(leftBehind));
        root.set("figures", mapper.valueToTree(figures));
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
