// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a policy in the part of HCL that policies are written in, or in its JSON form. */
final class PolicyText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BLOCK = Pattern.compile("path\\s+\"([^\"]+)\"\\s*\\{([^}]*)}");
    private static final Pattern CAPABILITIES = Pattern.compile("capabilities\\s*=\\s*\\[([^]]*)]");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final Set<String> KNOWN =
            Set.of("create", "read", "update", "patch", "delete", "list", "sudo", "deny");

    private PolicyText() {}

    static List<AccessRule> parse(String text) {
        List<AccessRule> rules = text.stripLeading().startsWith("{") ? json(text) : hcl(text);
        rules.forEach(rule -> rule.capabilities().forEach(capability -> {
            if (!KNOWN.contains(capability)) {
                throw VaultRefusal.invalid("failed to parse policy: path \"" + rule.path() + "\": invalid capability \""
                        + capability + "\"");
            }
        }));
        return rules;
    }

    private static List<AccessRule> hcl(String text) {
        String code = text.replaceAll("(?m)^\\s*(#|//).*$", "");
        List<AccessRule> rules = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(code);
        while (blocks.find()) {
            Set<String> capabilities = new HashSet<>();
            Matcher list = CAPABILITIES.matcher(blocks.group(2));
            if (list.find()) {
                Matcher items = QUOTED.matcher(list.group(1));
                while (items.find()) {
                    capabilities.add(items.group(1));
                }
            }
            rules.add(new AccessRule(blocks.group(1), capabilities));
        }
        if (!BLOCK.matcher(code).replaceAll("").isBlank()) {
            throw VaultRefusal.invalid("failed to parse policy: only path blocks with capabilities are understood");
        }
        return rules;
    }

    private static List<AccessRule> json(String text) {
        try {
            List<AccessRule> rules = new ArrayList<>();
            for (var path : JSON.readTree(text).path("path").properties()) {
                Set<String> capabilities = new HashSet<>();
                for (JsonNode capability : path.getValue().path("capabilities")) {
                    capabilities.add(capability.asText());
                }
                rules.add(new AccessRule(path.getKey(), capabilities));
            }
            return rules;
        } catch (JsonProcessingException e) {
            throw VaultRefusal.invalid("failed to parse policy: " + e.getOriginalMessage());
        }
    }
}
