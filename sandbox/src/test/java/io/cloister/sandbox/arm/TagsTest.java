// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagsTest {

    private static final String NAMES = Azure.SUBSCRIPTION + "/tagNames";
    private static final String TAGS = "/providers/Microsoft.Resources/tags/default";

    private final Azure azure = new Azure();

    @Test
    void aNameAndItsValuesArePredefined() {
        Azure.Answer made = azure.put(NAMES + "/cost", "");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("tagName").asText()).isEqualTo("cost");
        assertThat(azure.put(NAMES + "/COST", "").status()).isEqualTo(200);
        assertThat(azure.put(NAMES + "/cost/tagValues/high", "").status()).isEqualTo(201);
        assertThat(azure.put(NAMES + "/cost/tagValues/High", "").status()).isEqualTo(200);

        JsonNode listed = azure.get(NAMES).body().path("value");
        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/id").asText()).isEqualTo(NAMES + "/cost");
        assertThat(listed.at("/0/count/type").asText()).isEqualTo("Total");
        assertThat(listed.at("/0/values/0/tagValue").asText()).isEqualTo("high");
        assertThat(listed.at("/0/values/0/count/value").asInt(-1)).isZero();
    }

    @Test
    void theListCountsWhatIsInUse() {
        azure.call("PATCH", Azure.RG, "{'tags':{'env':'test'}}");
        azure.makeNetwork();
        azure.call("PATCH", Azure.VNET, "{'tags':{'Env':'test'}}");

        JsonNode listed = azure.get(NAMES).body().path("value");

        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/count/value").asInt()).isEqualTo(2);
        assertThat(listed.at("/0/values/0/count/value").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsInUseIsNotDeleted() {
        azure.call("PATCH", Azure.RG, "{'tags':{'env':'test'}}");
        azure.put(NAMES + "/env", "");
        azure.put(NAMES + "/env/tagValues/test", "");

        assertThat(azure.delete(NAMES + "/env/tagValues/test").status()).isEqualTo(409);
        assertThat(azure.delete(NAMES + "/env").status()).isEqualTo(409);

        azure.call("PATCH", Azure.RG, "{'tags':{}}");
        azure.call("DELETE", Azure.RG + TAGS, "");
        assertThat(azure.delete(NAMES + "/env").code()).isEqualTo("TagNameHasValues");
        assertThat(azure.delete(NAMES + "/env/tagValues/test").status()).isEqualTo(200);
        assertThat(azure.delete(NAMES + "/env/tagValues/test").status()).isEqualTo(204);
        assertThat(azure.delete(NAMES + "/env").status()).isEqualTo(200);
        assertThat(azure.delete(NAMES + "/env").status()).isEqualTo(204);
        assertThat(azure.get(NAMES).body().path("value")).isEmpty();
    }

    @Test
    void aValueNeedsItsName() {
        assertThat(azure.put(NAMES + "/none/tagValues/x", "").code()).isEqualTo("PredefinedTagNameNotFound");
        assertThat(azure.put(NAMES + "/AzureThing", "").status()).isEqualTo(400);
        assertThat(azure.put(NAMES + "/" + "x".repeat(513), "").status()).isEqualTo(400);
        assertThat(azure.call("POST", NAMES, "{}").status()).isEqualTo(405);
    }

    @Test
    void predefinedNamesOutliveARestart() {
        azure.put(NAMES + "/cost/", "");
        azure.put(NAMES + "/cost/tagValues/high", "");
        Azure other = new Azure();

        other.arm.restore(azure.arm.save());

        assertThat(other.get(NAMES).body().at("/value/0/values/0/tagValue").asText())
                .isEqualTo("high");
        assertThat(other.get(Azure.SUBSCRIPTION).body().has("tagNames")).isFalse();
    }

    @Test
    void tagsAreMergedReplacedAndTakenAwayAtAnyScope() {
        azure.makeNetwork();
        for (String scope : new String[] {Azure.SUBSCRIPTION, Azure.RG, Azure.VNET}) {
            change(scope, "Merge", "'a':'1','b':'2'");
            assertThat(change(scope, "merge", "'b':'3'").toString()).isEqualTo("{\"a\":\"1\",\"b\":\"3\"}");
            assertThat(change(scope, "Delete", "'a':'1','b':'other'").toString())
                    .isEqualTo("{\"b\":\"3\"}");
            assertThat(change(scope, "Replace", "'c':'4'").toString()).isEqualTo("{\"c\":\"4\"}");
            assertThat(azure.get(scope).body().path("tags").toString()).isEqualTo("{\"c\":\"4\"}");
            assertThat(azure.delete(scope + TAGS).status()).isEqualTo(200);
            assertThat(azure.get(scope + TAGS).body().at("/properties/tags")).isEmpty();
        }
    }

    @Test
    void aPolicyThatDeniesATagDeniesItHereToo() {
        String definition = Azure.SUBSCRIPTION + "/providers/Microsoft.Authorization/policyDefinitions/no-x";
        azure.put(definition, """
                {'properties':{'mode':'All','policyRule':{'if':{'field':'tags[x]','exists':'true'},'then':{'effect':'deny'}}}}""");
        azure.put(
                Azure.RG + "/providers/Microsoft.Authorization/policyAssignments/no-x",
                "{'properties':{'policyDefinitionId':'" + definition + "'}}");
        azure.makeNetwork();

        Azure.Answer denied =
                azure.call("PATCH", Azure.VNET + TAGS, "{'operation':'Merge','properties':{'tags':{'x':'1'}}}");

        assertThat(denied.code()).isEqualTo("RequestDisallowedByPolicy");
        assertThat(azure.get(Azure.VNET).body().path("tags").has("x")).isFalse();
    }

    @Test
    void thereAreNoMoreThanFiftyTags() {
        String many = IntStream.range(0, 51).mapToObj(i -> "'t" + i + "':'x'").collect(Collectors.joining(","));

        assertThat(azure.put(Azure.RG + TAGS, "{'properties':{'tags':{" + many + "}}}")
                        .status())
                .isEqualTo(400);
        assertThat(azure.put(Azure.RG + TAGS, "{'properties':{'tags':{'a':{}}}}")
                        .status())
                .isEqualTo(400);
    }

    /** V256 is a value of that length, N512 a name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'a':'V256'}                 | fits
            {'N512':'x'}                 | fits
            {'hidden-link:/some/id':'x'} | fits
            {'k8s-azure-service':'x/y'}  | fits
            {'a':'V257'}                 | InvalidTagValue
            {'N513':'x'}                 | InvalidTagName
            {'':'x'}                     | InvalidTagName
            {'kubernetes.io/cluster':'x'}| InvalidTagNameCharacters
            {'a%b':'x'}                  | InvalidTagNameCharacters
            {'Azure-owner':'x'}          | TagNameReserved
            {'microsoft':'x'}            | TagNameReserved
            {'windowsThing':'x'}         | TagNameReserved
            {'owner':'x','Owner':'y'}    | InvalidTags
            MANY                         | InvalidTags""")
    void whatIsNoTagIsRefusedWhereverItIsWritten(String written, String code) {
        azure.makeNetwork();
        String many =
                IntStream.range(0, 51).mapToObj(i -> "'t" + i + "':'x'").collect(Collectors.joining(",", "{", "}"));
        String tags = written.replace("MANY", many)
                .replace("V256", "v".repeat(256))
                .replace("V257", "v".repeat(257))
                .replace("N512", "n".repeat(512))
                .replace("N513", "n".repeat(513));
        String group = "{'location':'westeurope','tags':" + tags + "}";

        List<Azure.Answer> answers = List.of(
                azure.put(Azure.RG, group),
                azure.call("PATCH", Azure.RG, "{'tags':" + tags + "}"),
                azure.put(Azure.NETWORK + "/routeTables/r", group),
                azure.call("PATCH", Azure.VNET, "{'tags':" + tags + "}"),
                azure.put(Azure.VNET + TAGS, "{'properties':{'tags':" + tags + "}}"),
                azure.call("PATCH", Azure.VNET + TAGS, "{'operation':'Merge','properties':{'tags':" + tags + "}}"));

        assertThat(answers)
                .extracting(answer -> answer.status() < 300 ? "fits" : answer.code())
                .containsOnly(code);
    }

    @Test
    void aValueThatIsNoTextBecomesOne() {
        JsonNode texts = Azure.json("{'number':'1','flag':'true','real':'1.5','text':'x'}");
        String tags = "{'tags':{'number':1,'flag':true,'real':1.5,'text':'x','none':null}}";
        azure.makeNetwork();

        assertThat(azure.call("PATCH", Azure.RG, tags).body().path("tags")).isEqualTo(texts);
        assertThat(azure.call("PATCH", Azure.VNET, tags).body().path("tags")).isEqualTo(texts);
        assertThat(azure.put(Azure.VNET + TAGS, "{'properties':" + tags + "}")
                        .body()
                        .at("/properties/tags"))
                .isEqualTo(texts);
        assertThat(change(Azure.VNET, "Delete", "'number':1,'flag':true,'real':1.5,'text':'x'"))
                .isEmpty();
    }

    @Test
    void ofAMergedTagTheNameHasNoCase() {
        change(Azure.RG, "Merge", "'owner':'a'");

        assertThat(change(Azure.RG, "Merge", "'Owner':'b'").toString()).isEqualTo("{\"Owner\":\"b\"}");
        assertThat(change(Azure.RG, "Delete", "'OWNER':'B'")).hasSize(1);
        assertThat(change(Azure.RG, "Delete", "'OWNER':'b'")).isEmpty();
    }

    private JsonNode change(String scope, String operation, String tags) {
        return azure.call(
                        "PATCH", scope + TAGS, "{'operation':'" + operation + "','properties':{'tags':{" + tags + "}}}")
                .body()
                .at("/properties/tags");
    }
}
