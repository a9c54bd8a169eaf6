// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.privatedns.fluent.RecordSetsClient;
import com.azure.resourcemanager.privatedns.fluent.models.PrivateZoneInner;
import com.azure.resourcemanager.privatedns.fluent.models.RecordSetInner;
import com.azure.resourcemanager.privatedns.models.ARecord;
import com.azure.resourcemanager.privatedns.models.PrivateDnsZone;
import com.azure.resourcemanager.privatedns.models.RecordType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Azure's client for private DNS, the one whose calls carry etags. */
class PrivateDnsClientTest {

    private static final String ZONE = "cloister.test";

    private final SdkClients clients = new SdkClients();
    private final RecordSetsClient records = clients.dns.serviceClient().getRecordSets();

    @AfterEach
    void stop() {
        clients.close();
    }

    @Test
    void aZoneHasItsRecordsAndItsLink() {
        clients.vnet();

        PrivateDnsZone zone = clients.dns
                .privateZones()
                .define(ZONE)
                .withExistingResourceGroup(SdkClients.GROUP)
                .defineARecordSet("api")
                .withIPv4Address("10.20.1.4")
                .withTimeToLive(60)
                .attach()
                .defineVirtualNetworkLink("vnet")
                .withVirtualNetworkId(clients.id("Microsoft.Network/virtualNetworks/vnet"))
                .attach()
                .create();

        assertThat(zone.aRecordSets().getByName("api").ipv4Addresses()).containsExactly("10.20.1.4");
        assertThat(zone.getSoaRecordSet().record().host()).isNotEmpty();
        assertThat(zone.virtualNetworkLinks().getByName("vnet").isAutoRegistrationEnabled())
                .isFalse();
        assertThat(zone.refresh().numberOfVirtualNetworkLinks()).isEqualTo(1);
    }

    @Test
    void aZoneThatIsThereIsNotMadeAgainWhereNoneMayBe() {
        zone();

        ManagementException refused = catchThrowableOfType(
                ManagementException.class,
                () -> clients.dns
                        .serviceClient()
                        .getPrivateZones()
                        .createOrUpdate(
                                SdkClients.GROUP,
                                ZONE,
                                new PrivateZoneInner().withLocation("global"),
                                null,
                                "*",
                                Context.NONE));

        assertThat(refused.getResponse().getStatusCode()).isEqualTo(412);
    }

    @Test
    void aRecordSetIsWrittenOverNoOtherStateThanTheOneThatWasRead() {
        zone();
        RecordSetInner read = write("10.20.1.4", null);
        RecordSetInner changed = write("10.20.1.5", read.etag());

        ManagementException refused =
                catchThrowableOfType(ManagementException.class, () -> write("10.20.1.6", read.etag()));

        assertThat(refused.getResponse().getStatusCode()).isEqualTo(412);
        assertThat(changed.aRecords()).extracting(ARecord::ipv4Address).containsExactly("10.20.1.5");
    }

    @Test
    void recordSetsComePageByPage() {
        zone();
        write("10.20.1.4", null);

        assertThat(SdkClients.pageByPage(
                        records.list(SdkClients.GROUP, ZONE, 1, null, Context.NONE), size -> size == 1))
                .extracting(RecordSetInner::name)
                .containsExactlyInAnyOrder("@", "api");
    }

    private RecordSetInner write(String address, String etag) {
        return records.createOrUpdateWithResponse(
                        SdkClients.GROUP,
                        ZONE,
                        RecordType.A,
                        "api",
                        new RecordSetInner().withTtl(60L).withARecords(List.of(new ARecord().withIpv4Address(address))),
                        etag,
                        null,
                        Context.NONE)
                .getValue();
    }

    private void zone() {
        clients.put(clients.id("Microsoft.Network/privateDnsZones/" + ZONE), "{'location':'global'}");
    }
}
