// SPDX-License-Identifier: Apache-2.0
package io.cloister.request.reading;

import io.cloister.request.NodePool;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code nodePools}. */
final class NodePoolReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,22}[a-z0-9]");
    private static final Pattern TAINT =
            Pattern.compile(Labels.NAME + "(=" + Labels.VALUE + ")?:(NoSchedule|PreferNoSchedule|NoExecute)");
    private static final Pattern ZONE = Pattern.compile("[1-3]");
    private static final int MOST_NODES = 1000;

    private NodePoolReader() {}

    static List<NodePool> read(Section root) {
        if (!root.has("nodePools")) {
            root.violation("nodePools", "is missing: one pool of role control-plane, and any number of workers");
        }
        return root.sections("nodePools").stream().map(NodePoolReader::pool).toList();
    }

    private static NodePool pool(Section section) {
        String name = section.text("name", null, NAME, "must be 2 to 24 lower-case letters, digits and dashes");
        String role =
                section.text("role", null, Pattern.compile("control-plane|worker"), "must be control-plane or worker");
        String size = section.text(
                "size", null, Pattern.compile("Standard_\\w+"), "must be a VM size such as Standard_D4s_v5");
        int count = section.number("count", 1, 1, MOST_NODES);
        List<String> zones = section.texts("zones");
        zones.stream()
                .filter(zone -> !ZONE.matcher(zone).matches())
                .forEach(zone -> section.violation("zones", "'" + zone + "' must be 1, 2 or 3"));
        List<String> taints = section.texts("taints");
        taints.stream()
                .filter(taint -> !TAINT.matcher(taint).matches())
                .forEach(taint -> section.violation("taints", "'" + taint + "' must look like key=value:NoSchedule"));
        NodePool pool = new NodePool(
                String.valueOf(name),
                "control-plane".equals(role) ? NodePool.Role.CONTROL_PLANE : NodePool.Role.WORKER,
                size,
                count,
                zones,
                section.number("osDiskGiB", 128, 30, 4095),
                Labels.ofNodes(section, "labels"),
                taints);
        section.nothingElse();
        return pool;
    }
}
