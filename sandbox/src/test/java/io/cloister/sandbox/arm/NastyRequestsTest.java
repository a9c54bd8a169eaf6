// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NastyRequestsTest {

    private static final Azure AZURE = new Azure();
    private static final String NSG = Azure.NETWORK + "/networkSecurityGroups/nsg1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/subscriptions",
                "/subscriptions/",
                "/providers",
                "/providers/Microsoft.Network",
                "/subscriptions//resourceGroups/rg1",
                Azure.SUBSCRIPTION + "/resourceGroups//providers/Microsoft.Network/virtualNetworks/v",
                Azure.SUBSCRIPTION + "/resourceGroups/rg1/providers",
                Azure.SUBSCRIPTION + "/resourceGroups/rg1/providers/",
                Azure.SUBSCRIPTION + "/resourceGroups/rg1/providers/Microsoft.Network",
                Azure.SUBSCRIPTION + "/resourceGroups/rg1/providers/providers/providers/providers",
                Azure.SUBSCRIPTION + "/providers/providers",
                Azure.SUBSCRIPTION + "/resourceGroups/rg1/unknown/thing",
                Azure.RG + "/../rg2",
                Azure.RG + "/./x",
                Azure.RG + "/%2e%2e/x",
                Azure.VNET + "%2Fsubnets%2Fnodes",
                Azure.NETWORK + "/virtualNetworks/a%00b",
                Azure.NETWORK + "/virtualNetworks/a%5Cb",
                Azure.NETWORK + "/virtualNetworks/%C3%BCber",
                Azure.NETWORK + "/virtualNetworks/%F0%9F%94%A5",
                Azure.NETWORK + "/virtualNetworks/%FF%FE",
                Azure.NETWORK + "/virtualNetworks/vnet1/subnets",
                Azure.NETWORK + "/virtualNetworks/vnet1/subnets/a/b/c/d/e",
                Azure.NETWORK + "/locations/westeurope/operations/none",
                Azure.NETWORK + "/virtualNetworks/providers/x",
            })
    void areAnsweredInAzuresShapeOnEveryPathWithEveryMethod(String path) {
        for (String method :
                new String[] {"GET", "PUT", "PATCH", "POST", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW"}) {
            Azure.Answer answer = AZURE.call(method, path, "{'location':'westeurope'}");

            assertThat(answer.status()).as(method + " " + path).isLessThan(500);
            if (answer.status() >= 400 && !method.equals("HEAD")) {
                assertThat(answer.code()).as(method + " " + path).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'location':5",
                "'location':true",
                "'location':['westeurope']",
                "'location':'westeurope','tags':['a']",
                "'location':'westeurope','tags':{'a':{}}",
                "'location':'westeurope','sku':'Basic'",
                "'location':'westeurope','plan':5",
                "'location':'westeurope','identity':'SystemAssigned'",
                "'location':'westeurope','zones':'1'",
                "'location':'westeurope','properties':'none'",
            })
    void whatEveryResourceHasIsReadInItsOwnFormOnly(String fields) {
        Azure.Answer answer = AZURE.put(NSG, "{" + fields + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InvalidRequestContent");
    }

    @Test
    void aPathThatClimbsOrHidesASeparatorIsRefused() {
        assertThat(AZURE.get(Azure.RG + "/../rg2").code()).isEqualTo("InvalidRequestUri");
        assertThat(AZURE.get(Azure.VNET + "%2Fsubnets%2Fnodes").code()).isEqualTo("InvalidRequestUri");
        assertThat(AZURE.get(Azure.VNET + "%25zz").code()).isEqualTo("InvalidRequestUri");
    }

    @ParameterizedTest
    @CsvSource({
        "'', MissingApiVersionParameter",
        "?api-version=, MissingApiVersionParameter",
        "?api-version, MissingApiVersionParameter",
        "?api-version=banana, InvalidApiVersionParameter",
        "?api-version=2025-3-1, InvalidApiVersionParameter",
        "?&&&=&==&api-version=%32025, InvalidApiVersionParameter",
    })
    void aQueryWithoutAnApiVersionIsRefused(String query, String code) {
        Azure.Answer answer = AZURE.send("GET", Azure.RG + query, "", AZURE.authorization());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void anUnknownSubscriptionIsNotFoundAndAMalformedOneIsInvalid() {
        assertThat(AZURE.get("/subscriptions/00000000-aaaa-0000-0000-000000000000/resourceGroups/rg1")
                        .code())
                .isEqualTo("SubscriptionNotFound");
        assertThat(AZURE.get("/subscriptions/mine/resourceGroups/rg1").code()).isEqualTo("InvalidSubscriptionId");
    }

    @Test
    void anUnknownProviderOrTypeIsNamed() {
        String provider = Azure.RG + "/providers/Contoso.Doors/doors/d";
        String type = Azure.NETWORK + "/doors/d";

        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            assertThat(AZURE.call(method, provider, "{}").code()).isEqualTo("InvalidResourceNamespace");
            assertThat(AZURE.call(method, type, "{}").code()).isEqualTo("InvalidResourceType");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer a.b.c",
                "Bearer eyJhbGciOiJub25lIn0.eyJvaWQiOiJ4In0.",
                "Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA",
                "Basic dXNlcjpwYXNz",
                "",
                "bearer \u00e4"
            })
    void aBadTokenIsRefusedWithWhereToGetAGoodOne(String header) {
        Azure.Answer answer =
                AZURE.send("GET", Azure.RG + "?api-version=2024-11-01", "", Map.of("authorization", header));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("InvalidAuthenticationToken");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer authorization_uri=\"https://");
    }

    @Test
    void noTokenAtAllIsRefusedToo() {
        Azure.Answer answer = AZURE.send("GET", Azure.RG + "?api-version=2024-11-01", "", Map.of());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("AuthenticationFailed");
        assertThat(answer.header("WWW-Authenticate")).isNotEmpty();
    }

    @Test
    void aBodyAboveFourMegabytesIsTooLarge() {
        String filler = "x".repeat(4 * 1024 * 1024);

        Azure.Answer answer = AZURE.put(NSG, "{'location':'westeurope','tags':{'a':'" + filler + "'}}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("RequestEntityTooLarge");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "%zz=1&grant_type=%", "grant_type", "{\"grant_type\":\"client_credentials\"}", "&&&==&"})
    void aFormThatIsNoneGetsNoToken(String form) {
        Azure.Answer answer = AZURE.send("POST", "/any/oauth2/v2.0/token", form, Map.of());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").asText()).isEqualTo("invalid_request");
    }

    @Test
    void everyAnswerCarriesWhatArmsAnswersCarry() {
        Azure.Answer answer = AZURE.get(Azure.RG);

        assertThat(answer.response().headers())
                .containsKeys("x-ms-request-id", "x-ms-correlation-request-id", "x-ms-routing-request-id")
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
                .containsEntry("X-Go-Azure-Sdk-Skip-Polling-Delay", "true");
    }

    @Test
    void theClientsRequestIdComesBackWhereItIsAskedFor() {
        String path = Azure.RG + "?api-version=2024-11-01";
        Azure.Answer asked = AZURE.send(
                "GET", path, "", Map.of("x-ms-client-request-id", "mine", "x-ms-return-client-request-id", "true"));
        Azure.Answer unasked = AZURE.send(
                "GET", path, "", Map.of("x-ms-client-request-id", "mine", "x-ms-correlation-request-id", "thread"));

        assertThat(asked.header("x-ms-client-request-id")).isEqualTo("mine");
        assertThat(unasked.header("x-ms-client-request-id")).isNull();
        assertThat(unasked.header("x-ms-correlation-request-id")).isEqualTo("thread");
    }

    @Test
    void aHostLongerThanANameCanBeIsRefused() {
        assertThat(AZURE.call("GET", Azure.RG, "", Map.of("host", "x".repeat(255)))
                        .status())
                .isEqualTo(200);
        assertThat(AZURE.call("GET", Azure.RG, "", Map.of("host", "x".repeat(256)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theRequestLogForgetsTheOldest() {
        Azure azure = new Azure(Azure.settings().withKeptRequests(3));
        for (int i = 0; i < 5; i++) {
            azure.get(Azure.RG);
        }

        assertThat(azure.arm.requestLog().entries())
                .extracting(entry -> entry.seq())
                .containsExactly(3, 4, 5);
    }

    @Test
    void theRequestLogHoldsNoMoreThanItsBytes() {
        Azure azure = new Azure();
        String body = "{'location':'westeurope','tags':{'a':'" + "x".repeat(128 * 1024) + "'}}";
        for (int i = 0; i < 200; i++) {
            azure.put(NSG, body);
        }

        assertThat(azure.arm.requestLog().entries()).hasSizeBetween(100, 130);
    }
}
