// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.authorization.fluent.DenyAssignmentsClient;
import com.azure.resourcemanager.msi.fluent.models.SystemAssignedIdentityInner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Azure's clients for rights and identities ask beside roles. */
class AuthorizationClientTest {

    private final SdkClients clients = new SdkClients();

    @AfterEach
    void stop() {
        clients.close();
    }

    @Test
    void nobodyIsDeniedAnythingByAssignment() {
        DenyAssignmentsClient denied = clients.authorization.roleServiceClient().getDenyAssignments();

        assertThat(denied.list()).isEmpty();
        assertThat(denied.listByResourceGroup(SdkClients.GROUP)).isEmpty();
        ManagementException missing =
                catchThrowableOfType(ManagementException.class, () -> denied.get(clients.group(), "none"));
        assertThat(missing.getValue().getCode()).isEqualTo("DenyAssignmentNotFound");
    }

    @Test
    void aMachinesOwnIdentityIsReadBelowIt() {
        clients.machine();
        String machine = clients.id("Microsoft.Compute/virtualMachines/vm");

        SystemAssignedIdentityInner identity =
                clients.identities.serviceClient().getSystemAssignedIdentities().getByScope(machine);

        assertThat(identity.principalId())
                .hasToString(clients.compute
                        .virtualMachines()
                        .getById(machine)
                        .systemAssignedManagedServiceIdentityPrincipalId());
        assertThat(identity.location()).isEqualTo("westeurope");
    }

    @Test
    void whatHasNoIdentityOfItsOwnHasNoneBelowIt() {
        clients.vnet();

        ManagementException missing = catchThrowableOfType(
                ManagementException.class,
                () -> clients.identities
                        .serviceClient()
                        .getSystemAssignedIdentities()
                        .getByScope(clients.id("Microsoft.Network/virtualNetworks/vnet")));

        assertThat(missing.getResponse().getStatusCode()).isEqualTo(404);
    }
}
