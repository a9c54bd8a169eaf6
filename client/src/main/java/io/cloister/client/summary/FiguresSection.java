// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.summary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The run's own figures. */
record FiguresSection(Figures figures) implements Section {

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("figures:");
        lines.add("  running time    " + seconds(figures.runningTime()));
        figures.azure().ifPresent(azure -> {
            Duration critical = azure.criticalPath().length();
            lines.add("  critical path   " + seconds(critical) + " ("
                    + String.join(" > ", azure.criticalPath().legs()) + ")");
            lines.add("  engine overhead " + seconds(figures.runningTime().minus(critical)));
            lines.add("  ARM writes      " + azure.armWrites() + ", polls and reads " + azure.armPolls());
        });
        lines.add("  history events  " + figures.historyEvents());
        return lines;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
