// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The ACL policies, and the verdict of a set of them on a path. */
final class Policies {

    static final String ROOT = "root";

    private static final String DEFAULT_POLICY = """
            path "auth/token/lookup-self" { capabilities = ["read"] }
            path "auth/token/renew-self" { capabilities = ["update"] }
            path "auth/token/revoke-self" { capabilities = ["update"] }
            path "sys/capabilities-self" { capabilities = ["update"] }
            path "sys/internal/ui/mounts/*" { capabilities = ["read"] }
            """;

    private record Policy(String text, List<AccessRule> rules) {}

    private final Map<String, Policy> policies = new TreeMap<>();

    Policies() {
        write("default", DEFAULT_POLICY);
        policies.put(ROOT, new Policy("", List.of()));
    }

    void write(String name, String text) {
        policies.put(name, new Policy(text, PolicyText.parse(text)));
    }

    ObjectNode save() {
        ObjectNode saved = VaultServer.object();
        policies.forEach((name, policy) -> saved.put(name, policy.text()));
        saved.remove(ROOT);
        return saved;
    }

    void restore(JsonNode saved) {
        policies.keySet().retainAll(Set.of(ROOT));
        saved.properties()
                .forEach(entry -> write(entry.getKey(), entry.getValue().asText()));
    }

    /** What these policies together permit: of all rules on the path, those of the most specific pattern count. */
    Set<String> capabilities(Collection<String> names, String path) {
        if (names.contains(ROOT)) {
            return Set.of(ROOT);
        }
        List<AccessRule> covering = names.stream()
                .filter(policies::containsKey)
                .flatMap(name -> policies.get(name).rules().stream())
                .filter(rule -> rule.covers(path))
                .sorted(AccessRule.BY_PRIORITY.reversed())
                .toList();
        Set<String> capabilities = new HashSet<>();
        covering.stream()
                .filter(rule -> rule.path().equals(covering.get(0).path()))
                .forEach(rule -> capabilities.addAll(rule.capabilities()));
        return capabilities.isEmpty() || capabilities.contains("deny") ? Set.of("deny") : capabilities;
    }

    /** Serves {@code sys/policies/acl}, and {@code sys/policy}, the same under its old name. */
    ObjectNode handle(Call call, String name) {
        ObjectNode answer = VaultServer.object();
        switch (call.operation()) {
            case LIST -> policies.keySet().forEach(answer.putArray("keys")::add);
            case READ -> {
                Policy policy = policies.get(name);
                if (policy == null) {
                    throw VaultRefusal.notFound();
                }
                answer.put("name", name).put("policy", policy.text()).put("rules", policy.text());
            }
            case WRITE, PATCH -> write(name, call.body().path("policy").asText(call.text("rules")));
            case DELETE -> {
                if (name.equals(ROOT) || name.equals("default")) {
                    throw VaultRefusal.invalid("cannot delete \"" + name + "\" policy");
                }
                policies.remove(name);
            }
        }
        return answer;
    }
}
