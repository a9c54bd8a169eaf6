// SPDX-License-Identifier: Apache-2.0
package io.cloister;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("workflows", "activities", "worker", "client");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)\\)");
    private static final Pattern CLASS = Pattern.compile("\\[([^\\]]+)]\\(([^)]+)\\.java\\)");
    private static final Pattern VARIABLE = Pattern.compile("\"((AZURE|VAULT|CLOISTER)_[A-Z_]+)\"");

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

    @Test
    void namesEachClassAsItIsCalled() throws IOException {
        assertThat(CLASS.matcher(readme()).results())
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        link -> assertThat(Path.of(link.group(2)).getFileName()).hasToString(lastWord(link.group(1))));
    }

    /** As far as sources tell: who is named has one before it that uses it, itself or through one class more. */
    @Test
    void followsOneRequestInTheOrderOfCalls() throws IOException {
        Sources sources = Sources.read();
        List<String> named = CLASS.matcher(readme())
                .results()
                .map(link -> lastWord(link.group(1)))
                .toList();

        assertThat(named).startsWith("Main");
        for (int i = 1; i < named.size(); i++) {
            String next = named.get(i);
            assertThat(named.subList(0, i))
                    .as("%s is used by one that is named before it", next)
                    .anyMatch(before -> sources.usedBy(before).contains(next));
        }
    }

    @Test
    void namesEveryVariableThatIsRead() throws IOException {
        String readme = readme();

        assertThat(Sources.read().all().stream()
                        .flatMap(source -> VARIABLE.matcher(source).results().map(match -> match.group(1))))
                .hasSizeGreaterThan(10)
                .allSatisfy(variable -> assertThat(readme).contains("`" + variable + "`"));
    }

    private static String lastWord(String text) {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    /** The product's classes by simple name; comments and imports left out. */
    private record Sources(Map<String, String> byName) {

        private static final Pattern WORD = Pattern.compile("\\b[A-Z]\\w+\\b");
        private static final Pattern SILENT = Pattern.compile("(?m)/\\*[\\s\\S]*?\\*/|//.*$|^import .*$");

        static Sources read() {
            return new Sources(MODULES.stream()
                    .flatMap(Sources::files)
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Sources::text,
                            String::concat)));
        }

        List<String> all() {
            return new ArrayList<>(byName.values());
        }

        /** What a class uses, and what that uses; an interface stands for who implements it. */
        Set<String> usedBy(String name) {
            Set<String> used = mentioned(name);
            Set<String> further = new TreeSet<>(used);
            used.forEach(one -> further.addAll(mentioned(one)));
            return further;
        }

        private Set<String> mentioned(String name) {
            Set<String> names = WORD.matcher(byName.getOrDefault(name, ""))
                    .results()
                    .map(MatchResult::group)
                    .filter(byName::containsKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            List.copyOf(names).stream()
                    .map(one -> one + "Impl")
                    .filter(byName::containsKey)
                    .forEach(names::add);
            return names;
        }

        private static Stream<Path> files(String module) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String text(Path file) {
            try {
                return SILENT.matcher(Files.readString(file)).replaceAll("");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
