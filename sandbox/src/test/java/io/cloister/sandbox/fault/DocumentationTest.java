// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentationTest {

    private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| ([^|]+) \\| [^|]+ \\| ([^|]+) \\|");

    @Test
    void namesEveryKindTheServersItAppliesToAndWhetherTheChangeIsMade() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("../docs/sandbox-faults.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1) + " " + row.group(2).toLowerCase() + " "
                        + !row.group(3).equals("no"))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(FaultKind.values())
                        .map(kind -> kind + " " + servers(kind) + " " + kind.isCarriedOut())
                        .toList());
    }

    private static String servers(FaultKind kind) {
        List<String> servers = Arrays.stream(Api.values())
                .filter(kind::appliesTo)
                .map(Api::word)
                .toList();
        return servers.size() == Api.values().length ? "all" : String.join(", ", servers);
    }
}
