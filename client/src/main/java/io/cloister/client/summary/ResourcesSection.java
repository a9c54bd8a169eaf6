// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.summary;

import io.cloister.observe.PrivacyReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Every resource in the group, ours marked, and how many public IPs belong to the cluster. */
record ResourcesSection(PrivacyReport privacy) implements Section {

    @Override
    public List<String> lines() {
        // ids come back from Azure in whatever case
        Set<String> owned =
                privacy.owned().stream().map(id -> id.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        List<String> lines = new ArrayList<>();
        lines.add("resources in the group (* made by this plan):");
        privacy.resources().stream()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .forEach(id ->
                        lines.add((owned.contains(id.toLowerCase(Locale.ROOT)) ? "  * " : "    ") + typeAndName(id)));
        lines.add("public IPs: " + privacy.publicIps());
        return lines;
    }

    private static String typeAndName(String id) {
        int providers = id.toLowerCase(Locale.ROOT).lastIndexOf("/providers/");
        return providers < 0 ? id : id.substring(providers + "/providers/".length());
    }
}
