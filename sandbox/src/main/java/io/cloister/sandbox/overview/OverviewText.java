// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.overview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The overview for a terminal. Names come from whoever created the resources: control characters in them are not printed. */
public final class OverviewText {

    private static final int REQUESTS = 12;
    private static final int BAR = 20;

    private final StringBuilder text = new StringBuilder();

    private OverviewText() {}

    /** @param faults the rules that are set, as {@code GET /sandbox/faults} lists them */
    public static String of(JsonNode overview, JsonNode faults) {
        OverviewText page = new OverviewText();
        page.section("operations under way", overview.path("operations"), OverviewText::operation);
        page.section("machines and their ways out", overview.path("machines"), OverviewText::machine);
        for (JsonNode group : overview.path("groups")) {
            String name = group.path("name").asText();
            page.section(
                    name.isEmpty() ? "outside of any group" : "resource group " + plain(name),
                    group.path("resources"),
                    OverviewText::resource);
        }
        page.section("policies assigned", overview.path("policies"), OverviewText::policy);
        page.section("denied by policy", overview.path("denials"), OverviewText::denial);
        page.section("faults set", faults, OverviewText::fault);
        page.section("latest requests", overview.path("requests"), OverviewText::request, REQUESTS);
        return page.text.toString();
    }

    private void section(String title, JsonNode elements, Row row) {
        section(title, elements, row, Integer.MAX_VALUE);
    }

    private void section(String title, JsonNode elements, Row row, int most) {
        text.append(title).append(elements.isEmpty() ? ": none" : ":").append('\n');
        List<String[]> rows = new ArrayList<>();
        elements.forEach(element -> rows.add(row.cells(element)));
        List<String[]> shown = rows.subList(0, Math.min(most, rows.size()));
        int columns = shown.isEmpty() ? 0 : shown.get(0).length;
        int[] widths = new int[columns];
        shown.forEach(cells -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], cells[i].length());
            }
        });
        for (String[] cells : shown) {
            StringBuilder line = new StringBuilder(" ");
            for (int i = 0; i < columns; i++) {
                line.append(' ').append(cells[i]).append(" ".repeat(widths[i] - cells[i].length() + 1));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        text.append('\n');
    }

    private interface Row {
        String[] cells(JsonNode element);
    }

    private static String[] operation(JsonNode one) {
        int done = Math.round(one.path("progress").asInt() * BAR / 100f);
        return new String[] {
            field(one, "kind"),
            field(one, "target").replaceFirst(".*/", ""),
            "[" + "#".repeat(done) + ".".repeat(BAR - done) + "]",
            one.path("progress").asInt() + " %"
        };
    }

    private static String[] machine(JsonNode one) {
        return new String[] {
            field(one, "name"),
            field(one, "address"),
            one.path("open").asBoolean() ? field(one, "wayOut") : "NO WAY OUT",
            field(one, "reason")
        };
    }

    private static String[] resource(JsonNode one) {
        return new String[] {
            field(one, "type").replaceFirst("(?i)^Microsoft\\.", ""), field(one, "name"), field(one, "state")
        };
    }

    private static String[] policy(JsonNode one) {
        return new String[] {field(one, "name"), field(one, "enforcement"), field(one, "scope")};
    }

    private static String[] denial(JsonNode one) {
        List<String> names = new ArrayList<>();
        one.path("assignments").forEach(name -> names.add(plain(name.asText())));
        return new String[] {time(one), field(one, "method"), field(one, "path"), String.join(", ", names)};
    }

    private static String[] fault(JsonNode one) {
        return new String[] {field(one, "id"), field(one, "kind"), field(one, "method"), field(one, "path")};
    }

    private static String[] request(JsonNode one) {
        return new String[] {time(one), field(one, "method"), field(one, "status"), field(one, "path")};
    }

    private static String time(JsonNode one) {
        return field(one, "at")
                .replaceFirst("T(\\d\\d:\\d\\d:\\d\\d).*", "T$1Z")
                .replaceFirst("^.*T", "");
    }

    private static String field(JsonNode one, String name) {
        return plain(one.path(name).asText());
    }

    private static String plain(String text) {
        return text.codePoints()
                .mapToObj(point -> Character.isISOControl(point) ? "?" : Character.toString(point))
                .collect(Collectors.joining());
    }
}
