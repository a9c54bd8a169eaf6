// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloister.webhook.selector.ServiceType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesReaderTest {

    private static final String ANNOTATIONS = "annotations: {e.io/k: v}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                // A selector                                                             | label app | matches
                "{matchExpressions: [{key: app, operator: In, values: [web, shop]}]}      | shop  | true",
                "{matchExpressions: [{key: app, operator: In, values: [web, shop]}]}      | other | false",
                "{matchExpressions: [{key: app, operator: In, values: [web, shop]}]}      | null  | false",
                "{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}         | shop  | true",
                "{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}         | web   | false",
                "{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}         | null  | true",
                "{matchExpressions: [{key: app, operator: Exists}]}                       | web   | true",
                "{matchExpressions: [{key: app, operator: Exists}]}                       | null  | false",
                "{matchExpressions: [{key: app, operator: DoesNotExist}]}                 | web   | false",
                "{matchExpressions: [{key: app, operator: DoesNotExist}]}                 | null  | true",
                "{matchLabels: {app: web}, matchExpressions: [{key: app, operator: Exists}]} | web  | true",
                "{matchLabels: {app: web}, matchExpressions: [{key: app, operator: Exists}]} | shop | false",
                "{app: web}                                                               | web   | true",
                "{app: web}                                                               | shop  | false",
                "{app: web, tier: front}                                                  | web   | false",
                "{}                                                                       | null  | true"
            })
    void selectsByLabelAsKubernetesDoes(String selector, String app, boolean matches) {
        assertThat(matches("selector: " + selector, "shop", app)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{names: [shop]}                   | shop  | true",
                "{names: [shop]}                   | other | false",
                "{except: [shop]}                  | shop  | false",
                "{except: [shop]}                  | other | true",
                "{names: [shop], except: [shop]}   | shop  | false"
            })
    void selectsByNamespace(String selector, String namespace, boolean matches) {
        assertThat(matches("namespaceSelector: " + selector, namespace, null)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "selector: {matchExpressions: [{key: a, operator: Like}]} | write In, NotIn, Exists or DoesNotExist",
                "selector: {matchExpressions: [{key: a, operator: In}]}                | In needs values",
                "selector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]} | only In and NotIn take values",
                "selector: {matchExpressions: {key: a}}                                | must be a list of {key, operator, values}",
                "selector: {a: true}                                                   | write \"true\" in quotes",
                "namespaceSelector: {names: [kube-system]}                             | kube-system is never touched",
                "serviceTypes: [Loadbalancer]                                          | no Service type is called \"Loadbalancer\"",
                "overwrite: yes please                                                 | must be true or false",
                "colour: blue                                                          | unknown field"
            })
    void refusesWhatKubernetesWouldNotUnderstand(String field, String problem) {
        assertThat(problems("- {" + field + ", " + ANNOTATIONS + "}"))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThat(problems("- {annotations: {a: 1.10, b: true}}\n- {name: UP, annotations: {-: v}}"))
                .hasSize(4);
    }

    /** Expanded, the last line would be a thousand million texts. */
    @Test
    void refusesAliasesBeforeTheyCanGrow() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [lol]\n");
        for (int i = 1; i < 10; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", List.of(before, before, before))));
        }

        assertThat(problems(bomb.toString()))
                .singleElement()
                .asString()
                .contains("line 2", "an alias (*a0); write out what it stands for");
        assertThat(problems("- annotations: &common {e.io/k: v}\n- annotations: *common"))
                .singleElement()
                .asString()
                .contains("line 2", "*common");
    }

    @Test
    void refusesTheSameKeyTwice() {
        assertThat(problems("- {annotations: {a: x, a: y}}"))
                .singleElement()
                .asString()
                .contains("not valid YAML");
    }

    private static boolean matches(String field, String namespace, String app) {
        Rule rule = RulesReader.read("- {" + field + ", " + ANNOTATIONS + "}").get(0);
        return rule.matches(namespace, ServiceType.LOAD_BALANCER, app == null ? Map.of() : Map.of("app", app));
    }

    private static List<Violation> problems(String yaml) {
        return catchThrowableOfType(RulesException.class, () -> RulesReader.read(yaml))
                .violations();
    }
}
