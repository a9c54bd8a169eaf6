// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policies;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.check.DefinitionCheck;
import io.cloister.sandbox.policy.language.InvalidPolicyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the JSON files of a directory: in each an array, a single object, or an answer of ARM with {@code value}. */
final class ExportFiles {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENDING = ".json";

    private final List<Exported> found = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    void read(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> json = files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
            if (json.isEmpty()) {
                errors.add(directory + ": there is no file that ends in " + ENDING);
            }
            json.forEach(this::readFile);
        } catch (IOException e) {
            errors.add(directory + ": cannot be read as a directory");
        }
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

    private void readFile(Path file) {
        String name = file.getFileName().toString();
        try {
            JsonNode read = JSON.readTree(Files.readAllBytes(file));
            if (read.isArray() || read.path("value").isArray()) {
                JsonNode list = read.isArray() ? read : read.path("value");
                for (int i = 0; i < list.size(); i++) {
                    readObject(name + ", object " + (i + 1), name, list.get(i));
                }
            } else {
                readObject(name, name, read);
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

    private void readObject(String where, String file, JsonNode json) {
        Optional<Kind> kind = Kind.of(json);
        if (kind.isEmpty() || !(json instanceof ObjectNode object)) {
            errors.add(where + ": is no policy definition, set definition, assignment or exemption");
            return;
        }
        Exported exported = Exported.of(kind.get(), object, file.substring(0, file.length() - ENDING.length()));
        try {
            if (exported.kind() == Kind.DEFINITION) {
                DefinitionCheck.check(exported.resource());
            }
            found.add(exported);
        } catch (InvalidPolicyException e) {
            (exported.isBuiltIn() ? skipped : errors).add(where + ": " + exported.title() + ": " + e.getMessage());
        }
    }
}
