// SPDX-License-Identifier: Apache-2.0
package io.cloister;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)\\)");

    @Test
    void leadsNowhereThatIsNotThere() throws IOException {
        List<String> links =
                LINK.matcher(readme()).results().map(MatchResult::group).toList();

        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ROOT.resolve(link.substring(2, link.length() - 1)))
                        .exists());
    }

    @Test
    void isShortEnoughToBeRead() throws IOException {
        assertThat(readme().lines()).hasSizeLessThan(200);
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }
}
