// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.rules;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.cloister.webhook.selector.NamespaceSelector;
import io.cloister.webhook.selector.ServiceType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a rules file: {@code rules:} with a list, or the bare list of the predecessor. */
public final class RulesReader {

    private static final int ANNOTATIONS_LIMIT = 256 * 1024; // the API server's limit for one object
    private static final Set<String> FIELDS = new LinkedHashSet<>(
            List.of("name", "selector", "namespaceSelector", "serviceTypes", "annotations", "overwrite"));
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private RulesReader() {}

    /** @throws RulesException with all violations */
    public static List<Rule> read(String yaml) {
        List<Violation> violations = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        Field file = new Field("", parse(yaml), violations);
        boolean bare = file.node().isArray();
        if (bare || file.isMap(Set.of("rules"))) {
            Field list = bare ? file : file.get("rules");
            if (list.node().isArray()) {
                for (int i = 0; i < list.node().size(); i++) {
                    rules.add(rule(list.at(i), i));
                }
            } else {
                list.wrong("must be a list of rules; write rules: [] for none");
            }
        }
        Set<String> names = new HashSet<>();
        rules.stream()
                .filter(rule -> !names.add(rule.name()))
                .forEach(rule -> violations.add(
                        new Violation("rules", "the name " + rule.name() + " is used twice; give every rule its own")));
        if (!violations.isEmpty()) {
            throw new RulesException(violations);
        }
        return List.copyOf(rules);
    }

    private static JsonNode parse(String yaml) {
        try {
            refuseAliases(yaml);
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new RulesException(
                    List.of(new Violation(line(e.getLocation()), "not valid YAML: " + e.getOriginalMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
    }

    /** Jackson would take an alias for a text that is the anchor's name; expanding it instead lets a few lines fill the memory. */
    private static void refuseAliases(String yaml) throws IOException {
        try (JsonParser parser = YAML.createParser(yaml)) {
            while (parser.nextToken() != null) {
                if (parser instanceof YAMLParser tokens && tokens.isCurrentAlias()) {
                    throw new RulesException(List.of(new Violation(
                            line(parser.currentTokenLocation()),
                            "an alias (*" + parser.getText() + "); write out what it stands for")));
                }
            }
        }
    }

    private static String line(JsonLocation location) {
        return location == null ? "file" : "line " + location.getLineNr();
    }

    private static Rule rule(Field field, int index) {
        field.isMap(FIELDS);
        Field name = field.get("name");
        String called = name.absent() ? "rule-" + (index + 1) : name.string();
        if (called.length() > 63 || !called.matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?")) {
            name.wrong("up to 63 lower-case letters, digits, '-' and '.'; it names an audit annotation");
        }
        Field overwrite = field.get("overwrite");
        if (!overwrite.absent() && !overwrite.node().isBoolean()) {
            overwrite.wrong("must be true or false");
        }
        return new Rule(
                called,
                SelectorReader.read(field.get("selector")),
                namespaces(field.get("namespaceSelector")),
                types(field.get("serviceTypes")),
                annotations(field.get("annotations")),
                overwrite.node().asBoolean(false));
    }

    private static NamespaceSelector namespaces(Field field) {
        if (field.absent() || !field.isMap(Set.of("names", "except"))) {
            return NamespaceSelector.ALL;
        }
        Set<String> names =
                field.get("names").absent() ? Set.of() : field.get("names").list();
        if (names.contains("kube-system")) {
            field.get("names").wrong("kube-system is never touched; remove it");
        }
        return new NamespaceSelector(
                names,
                field.get("except").absent() ? Set.of() : field.get("except").list());
    }

    private static Set<ServiceType> types(Field field) {
        if (field.absent()) {
            return Set.of(ServiceType.LOAD_BALANCER);
        }
        Set<ServiceType> types = EnumSet.noneOf(ServiceType.class);
        field.list()
                .forEach(written -> ServiceType.of(written)
                        .ifPresentOrElse(
                                types::add,
                                () -> field.wrong("no Service type is called \"" + written
                                        + "\"; write ClusterIP, NodePort, LoadBalancer or ExternalName")));
        return types;
    }

    private static Map<String, String> annotations(Field field) {
        Map<String, String> annotations = field.strings();
        if (annotations.isEmpty()) {
            field.wrong("a rule needs at least one annotation");
        }
        int size = annotations.entrySet().stream()
                .mapToInt(e -> (e.getKey() + e.getValue()).getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (size > ANNOTATIONS_LIMIT) {
            field.wrong(size + " bytes; an object's annotations may have " + ANNOTATIONS_LIMIT + " in all");
        }
        return annotations;
    }
}
