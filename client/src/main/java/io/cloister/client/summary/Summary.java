// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.summary;

import io.cloister.observe.ClusterProgress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A summary: sections, an empty line between them. */
public record Summary(List<Section> sections) {

    public Summary {
        sections = List.copyOf(sections);
    }

    /** Of a cluster that is ready. */
    public static Summary ready(ClusterProgress progress, Figures figures) {
        List<Section> sections = new ArrayList<>();
        progress.plan().ifPresent(plan -> {
            sections.add(new ApiServerSection(plan));
            sections.add(new MachinesSection(plan.machines()));
        });
        progress.privacy().ifPresent(privacy -> sections.add(new ResourcesSection(privacy)));
        progress.proof().ifPresent(proof -> sections.add(new ServiceSection(proof)));
        sections.add(new FiguresSection(figures));
        return new Summary(sections);
    }

    /** Of one that is not; {@code found}: what was seen to be left, beyond what undo itself reported. */
    public static Summary failed(ClusterProgress progress, List<String> found) {
        return new Summary(List.of(new FailureSection(progress, List.copyOf(found))));
    }

    public void print(PrintWriter out) {
        sections.forEach(section -> {
            out.println();
            section.lines().forEach(out::println);
        });
        out.flush();
    }
}
