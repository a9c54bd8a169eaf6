// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.summary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The run's own figures. */
record FiguresSection(Figures figures) implements Section {

    private static final String INDENT = "                  ";
    private static final int WIDTH = 110;

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("figures:");
        lines.add("  running time    " + seconds(figures.runningTime()));
        figures.azure().ifPresent(azure -> {
            Duration critical = azure.criticalPath().length();
            lines.add("  critical path   " + seconds(critical));
            lines.addAll(wrapped(azure.criticalPath().legs()));
            lines.add("  engine overhead " + seconds(figures.runningTime().minus(critical)));
            lines.add("  ARM writes      " + azure.armWrites() + ", polls and reads " + azure.armPolls());
        });
        lines.add("  history events  " + figures.historyEvents());
        return lines;
    }

    /** One leg after the other, in lines that fit on a screen. */
    private static List<String> wrapped(List<String> legs) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(INDENT);
        for (String leg : legs) {
            boolean first = lines.isEmpty() && line.length() == INDENT.length();
            String text = first ? leg : "> " + leg;
            if (line.length() > INDENT.length() && line.length() + text.length() >= WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(INDENT);
            }
            line.append(text).append(' ');
        }
        if (!legs.isEmpty()) {
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
