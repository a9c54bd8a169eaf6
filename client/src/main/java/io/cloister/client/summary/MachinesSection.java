// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.summary;

import io.cloister.egress.MachineGroup;
import java.util.ArrayList;
import java.util.List;

/** Each group of machines with its way out and why. */
public record MachinesSection(List<MachineGroup> machines) implements Section {

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("machines and their way out:");
        machines.forEach(group -> lines.add(
                String.format("  %-20s %s: %s", group.name(), group.wayOut().words(), group.why())));
        return lines;
    }
}
