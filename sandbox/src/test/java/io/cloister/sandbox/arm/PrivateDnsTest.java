// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrivateDnsTest {

    private static final String ZONE = Azure.NETWORK + "/privateDnsZones/demo.internal";
    private static final String ADDRESS = "{'properties':{'ttl':300,'aRecords':[{'ipv4Address':'10.20.1.4'}]}}";

    private final Azure azure = new Azure();

    @BeforeEach
    void aZone() {
        azure.put(ZONE, "{'location':'global'}");
        azure.pass(10);
    }

    @Test
    void aZoneHasAStartOfAuthorityFromTheBeginning() {
        JsonNode soa = azure.get(ZONE + "/SOA/@").body();

        assertThat(soa.at("/properties/soaRecord/email").asText()).isEqualTo("azureprivatedns-host.microsoft.com");
        assertThat(azure.get(ZONE).body().at("/properties/numberOfRecordSets").asInt())
                .isEqualTo(1);
        assertThat(azure.delete(ZONE + "/SOA/@").status()).isEqualTo(400);
    }

    @Test
    void recordSetsAreWrittenAndDeletedAtOnce() {
        Azure.Answer made = azure.put(ZONE + "/A/api", ADDRESS);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().at("/properties/fqdn").asText()).isEqualTo("api.demo.internal.");
        assertThat(made.header("Azure-AsyncOperation")).isNull();
        assertThat(azure.get(ZONE + "/a").body().path("value")).hasSize(1);
        assertThat(azure.get(ZONE + "/ALL").body().path("value")).hasSize(2);
        assertThat(azure.get(ZONE).body().at("/properties/numberOfRecordSets").asInt())
                .isEqualTo(2);
        assertThat(azure.call("PUT", ZONE + "/A/api", ADDRESS, Map.of("if-none-match", "*"))
                        .status())
                .isEqualTo(412);
        assertThat(azure.delete(ZONE + "/A/api").status()).isEqualTo(200);
        assertThat(azure.get(ZONE + "/A/api").status()).isEqualTo(404);
    }

    @Test
    void aSetWithoutARecordHasAnEmptyListOfThem() {
        String empty = "{'properties':{'ttl':60}}";

        assertThat(azure.put(ZONE + "/A/w", empty).body().at("/properties/aRecords"))
                .isEqualTo(JsonNodeFactory.instance.arrayNode());
        assertThat(azure.put(ZONE + "/TXT/w", empty).body().at("/properties").has("txtRecords"))
                .isTrue();
        assertThat(azure.put(ZONE + "/CNAME/c", empty).body().at("/properties").has("cnameRecord"))
                .isFalse();
    }

    @Test
    void anAliasHasItsNameForItself() {
        azure.put(ZONE + "/A/api", ADDRESS);

        assertThat(azure.put(ZONE + "/CNAME/api", "{'properties':{'ttl':1,'cnameRecord':{'cname':'x.y'}}}")
                        .status())
                .isEqualTo(400);
        assertThat(azure.put(ZONE + "/TXT/api", "{'properties':{'ttl':1,'txtRecords':[{'value':['v']}]}}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void brokenRecordsAreRefused() {
        assertThat(azure.put(ZONE + "/A/api", ADDRESS.replace("10.20.1.4", "here"))
                        .code())
                .isEqualTo("BadRequest");
        assertThat(azure.put(ZONE + "/A/api", "{'properties':{}}").code()).isEqualTo("BadRequest");
        assertThat(azure.put(ZONE.replace("demo.internal", "internal"), "{'location':'global'}")
                        .code())
                .isEqualTo("BadRequest");
    }

    @Test
    void aLinkedZoneStaysAndALinkIsThereOnce() {
        azure.makeNetwork();
        String link = "{'location':'global','properties':{'registrationEnabled':true,'virtualNetwork':{'id':'"
                + Azure.VNET + "'}}}";
        azure.put(ZONE + "/virtualNetworkLinks/l", link);
        azure.pass(10);

        assertThat(azure.get(ZONE + "/virtualNetworkLinks/l")
                        .body()
                        .at("/properties/virtualNetworkLinkState")
                        .asText())
                .isEqualTo("Completed");
        assertThat(azure.put(ZONE + "/virtualNetworkLinks/again", link).status())
                .isEqualTo(409);
        assertThat(azure.delete(ZONE).code()).isEqualTo("CannotDeleteResource");
        assertThat(azure.get(ZONE)
                        .body()
                        .at("/properties/numberOfVirtualNetworkLinksWithRegistration")
                        .asInt())
                .isEqualTo(1);
        azure.delete(ZONE + "/virtualNetworkLinks/l");
        azure.pass(10);
        azure.delete(ZONE);
        azure.pass(10);
        assertThat(azure.get(ZONE + "/SOA/@").status()).isEqualTo(404);
    }

    @Test
    void recordsAreWrittenWhileALinkIsMade() {
        azure.makeNetwork();
        azure.put(
                ZONE + "/virtualNetworkLinks/l",
                "{'location':'global','properties':{'virtualNetwork':{'id':'" + Azure.VNET + "'}}}");

        assertThat(azure.put(ZONE + "/A/api", ADDRESS).status()).isEqualTo(201);
        assertThat(azure.delete(ZONE + "/virtualNetworkLinks/l").code()).isEqualTo("AnotherOperationInProgress");
    }

    @Test
    void noNetworkRegistersItsMachinesInTwoZones() {
        azure.makeNetwork();
        String other = ZONE.replace("demo", "other");
        azure.put(other, "{'location':'global'}");
        azure.pass(10);
        String link = "{'location':'global','properties':{'registrationEnabled':true,'virtualNetwork':{'id':'"
                + Azure.VNET + "'}}}";
        azure.put(ZONE + "/virtualNetworkLinks/l", link);
        azure.pass(10);

        assertThat(azure.put(other + "/virtualNetworkLinks/l", link).status()).isEqualTo(409);
        assertThat(azure.put(other + "/virtualNetworkLinks/l", link.replace("true", "false"))
                        .status())
                .isEqualTo(201);
    }
}
