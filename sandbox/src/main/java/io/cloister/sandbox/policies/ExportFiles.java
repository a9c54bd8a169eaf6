// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policies;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.check.DefinitionCheck;
import io.cloister.sandbox.policy.language.InvalidPolicyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads the JSON files of a directory and of those in it: in each an array, a single object, or an answer of ARM with
 * {@code value}. A single object that is nothing of policy's is left out: collections have such beside their policies.
 */
final class ExportFiles {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();
    private static final String ENDING = ".json";

    private final List<Exported> found = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    void read(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> json = files.filter(file -> isShown(directory.relativize(file)))
                    .filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (json.isEmpty()) {
                errors.add(directory + ": there is no file that ends in " + ENDING);
            }
            json.stream().filter(file -> !Parts.isPart(file)).forEach(file -> readFile(directory, file));
            if (errors.isEmpty() && found.isEmpty()) {
                errors.add(
                        directory + ": no file in it is a policy definition, set definition, assignment or exemption");
            }
        } catch (IOException | UncheckedIOException e) {
            errors.add(directory + ": cannot be read as a directory");
        }
    }

    /** A checked out collection has directories of its own tools. */
    private static boolean isShown(Path file) {
        return StreamSupport.stream(file.spliterator(), false)
                .noneMatch(part -> part.toString().startsWith("."));
    }

    List<Exported> found() {
        return found;
    }

    List<String> errors() {
        return errors;
    }

    List<String> skipped() {
        return skipped;
    }

    private void readFile(Path directory, Path file) {
        String name = directory.relativize(file).toString();
        try {
            JsonNode read = new Parts(JSON, file).whole();
            if (read.isArray() || read.path("value").isArray()) {
                JsonNode list = read.isArray() ? read : read.path("value");
                for (int i = 0; i < list.size(); i++) {
                    readObject(name + ", object " + (i + 1), true, Parts.name(file), list.get(i));
                }
            } else {
                readObject(name, false, Parts.name(file), read);
            }
        } catch (JacksonException e) {
            errors.add(name + ": is not JSON: " + e.getOriginalMessage().replaceFirst("\\s*\\(start marker.*", "")
                    + Optional.ofNullable(e.getLocation())
                            .map(at -> " in line " + at.getLineNr())
                            .orElse(""));
        } catch (IOException e) {
            errors.add(name + ": cannot be read");
        }
    }

    private void readObject(String where, boolean listed, String fallback, JsonNode json) {
        Optional<Kind> kind = Kind.of(json);
        if (kind.isEmpty() && json.isObject() && !listed) {
            skipped.add(where + ": is no policy definition, set definition, assignment or exemption");
            return;
        }
        if (kind.isEmpty() || !(json instanceof ObjectNode object)) {
            errors.add(where + ": is no policy definition, set definition, assignment or exemption");
            return;
        }
        Exported exported = Exported.of(kind.get(), object, listed, fallback);
        try {
            if (exported.kind() == Kind.DEFINITION) {
                DefinitionCheck.check(exported.resource());
            }
            found.add(exported);
        } catch (InvalidPolicyException e) {
            (exported.isBuiltIn() || exported.id().isEmpty() ? skipped : errors)
                    .add(where + ": " + exported.title() + ": " + e.getMessage());
        }
    }
}
