// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.core.Likeness;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ComputeCatalogTest {

    private static final String PROVIDER = Azure.SUBSCRIPTION + "/providers/Microsoft.Compute";
    private static final String PUBLISHERS = PROVIDER + "/locations/westeurope/publishers";

    private final Azure azure = new Azure();
    private final Machines machines = new Machines(azure);

    @Test
    void aSkuSaysItsZonesAndWhatTheSubscriptionIsNotOffered() {
        JsonNode skus = azure.get(PROVIDER + "/skus?$filter=location eq 'westeurope'")
                .body()
                .path("value");

        JsonNode offered = named(skus, "Standard_D4s_v5");
        assertThat(offered.at("/locationInfo/0/zones")).hasSize(3);
        assertThat(offered.path("restrictions")).isEmpty();
        assertThat(named(skus, "Standard_M64s").at("/restrictions/0/reasonCode").asText())
                .isEqualTo("NotAvailableForSubscription");
        JsonNode notInAZone = named(skus, "Standard_L8s_v3").at("/restrictions/0");
        assertThat(notInAZone.path("type").asText()).isEqualTo("Zone");
        assertThat(notInAZone.at("/restrictionInfo/zones/0").asText()).isEqualTo("3");
    }

    @Test
    void aSizeThatIsNotOfferedIsRefused() {
        azure.makeNetwork();

        Azure.Answer refused =
                azure.put(Machines.SCALE_SET, Machines.uniform(1, "").replace("Standard_D2s_v5", "Standard_L8s_v3"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("SkuNotAvailable");
    }

    @Test
    void aZoneIsRefusedWhereTheRegionHasNone() {
        azure.makeNetwork();

        Azure.Answer refused =
                azure.put(Machines.SCALE_SET, Machines.uniform(1, "").replace("westeurope", "westus"));

        assertThat(refused.code()).isEqualTo("AvailabilityZoneNotSupported");
    }

    @Test
    void coresBeyondAQuotaAreRefusedInAzuresWords() {
        Azure azure = new Azure(Azure.settings().withLikeness(Likeness.azure));
        Machines machines = new Machines(azure);
        azure.makeNetwork();
        assertThat(machines.scaleSet(40).status()).isEqualTo(201);
        azure.pass(90);

        Azure.Answer refused = azure.call("PATCH", Machines.SCALE_SET, "{'sku':{'capacity':51}}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("OperationNotAllowed");
        assertThat(refused.body().at("/error/message").asText())
                .startsWith("Operation could not be completed as it results in exceeding approved standardDSv5Family"
                        + " Cores quota.")
                .contains("Current Limit: 100", "Additional Required: 102");
        assertThat(azure.get(Machines.SCALE_SET).body().at("/sku/capacity").asInt())
                .isEqualTo(40);
    }

    @Test
    void usagesCountWhatExists() {
        azure.makeNetwork();
        machines.scaleSet(3);

        JsonNode usages =
                azure.get(PROVIDER + "/locations/westeurope/usages").body().path("value");

        assertThat(usage(usages, "cores")).isEqualTo(6);
        assertThat(usage(usages, "standardDSv5Family")).isEqualTo(6);
        assertThat(usage(usages, "virtualMachines")).isEqualTo(3);
    }

    @Test
    void theNewestVersionOfAnImageIsFoundAsAzAsks() {
        JsonNode versions = azure.get(
                        PUBLISHERS + "/Canonical/artifacttypes/vmimage/offers/ubuntu-24_04-lts/skus/server"
                                + "/versions?$expand=properties&$orderby=name desc&$top=1")
                .body();

        assertThat(versions).hasSize(1);
        String newest = versions.at("/0/name").asText();
        assertThat(newest).isEqualTo("24.04.202609020");
        assertThat(azure.get(PUBLISHERS
                                + "/Canonical/artifacttypes/vmimage/offers/ubuntu-24_04-lts/skus/server/versions/"
                                + newest)
                        .body()
                        .at("/properties/osDiskImage/operatingSystem")
                        .asText())
                .isEqualTo("Linux");
        assertThat(azure.get(PUBLISHERS).body().findValuesAsText("name")).contains("Canonical", "Debian");
        assertThat(azure.get(PUBLISHERS + "/Nobody/artifacttypes/vmimage/offers")
                        .status())
                .isEqualTo(404);
    }

    private static JsonNode named(JsonNode skus, String name) {
        return StreamSupport.stream(skus.spliterator(), false)
                .filter(sku -> sku.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int usage(JsonNode usages, String name) {
        return StreamSupport.stream(usages.spliterator(), false)
                .filter(usage -> usage.at("/name/value").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("currentValue")
                .asInt();
    }
}
