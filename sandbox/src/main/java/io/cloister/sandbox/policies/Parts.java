// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy in several files, as collections have them for {@code az policy definition create --rules --params}: beside
 * {@code azurepolicy.json}, or in its stead, stand its rules and parameters; beside {@code azurepolicyset.json} the set's
 * definitions.
 *
 * <p>Source: github.com/Azure/azure-policy, samples; github.com/Azure/Community-Policy.
 */
record Parts(ObjectMapper json, Path file) {

    private static final Pattern PART =
            Pattern.compile("(.+)\\.(rules|parameters|definitions)\\.json", Pattern.CASE_INSENSITIVE);
    private static final String RULES = "rules";

    /** Whether another file of the directory brings it in. */
    static boolean isPart(Path file) {
        Matcher part = PART.matcher(file.getFileName().toString());
        if (!part.matches()) {
            return false;
        }
        Path main = file.resolveSibling(part.group(1) + ".json");
        return Files.exists(main)
                || !part.group(2).equalsIgnoreCase(RULES)
                        && Files.exists(file.resolveSibling(part.group(1) + "." + RULES + ".json"));
    }

    /** What to call a policy that does not say its name. */
    static String name(Path file) {
        String base = base(file);
        boolean common = base.equalsIgnoreCase("azurepolicy") || base.equalsIgnoreCase("azurepolicyset");
        Path directory = file.toAbsolutePath().getParent().getFileName();
        return common && directory != null ? directory.toString() : base;
    }

    /** The file's content with that of its parts, where it lacks what they have. */
    JsonNode whole() throws IOException {
        JsonNode read = json.readTree(Files.readAllBytes(file));
        boolean rules = file.getFileName().toString().equalsIgnoreCase(base(file) + "." + RULES + ".json");
        if (rules && read.has("if")) {
            ObjectNode properties = json.createObjectNode().put("mode", "All");
            properties.set("policyRule", read);
            read = json.createObjectNode().set("properties", properties);
        }
        if (read.isObject()) {
            ObjectNode properties = (ObjectNode) (read.path("properties").isObject() ? read.path("properties") : read);
            if (rules || properties.has("policyRule") || isSet()) {
                add(properties, "parameters", "parameters");
                add(properties, "definitions", "policyDefinitions");
            }
        }
        return read;
    }

    private boolean isSet() {
        return Files.exists(part("definitions"));
    }

    private void add(ObjectNode properties, String part, String property) throws IOException {
        if (!properties.has(property) && Files.exists(part(part))) {
            properties.set(property, json.readTree(Files.readAllBytes(part(part))));
        }
    }

    private Path part(String word) {
        return file.resolveSibling(base(file) + "." + word + ".json");
    }

    private static String base(Path file) {
        String name = file.getFileName().toString();
        Matcher part = PART.matcher(name);
        return part.matches() && part.group(2).equalsIgnoreCase(RULES)
                ? part.group(1)
                : name.substring(0, name.length() - ".json".length());
    }
}
