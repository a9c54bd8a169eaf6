// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Identities that come to a machine and go, as {@code az vm identity} asks for it. */
class MachineIdentitiesTest {

    private static final String IDENTITIES = Azure.RG + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/";

    private final Azure azure = new Azure();

    @BeforeEach
    void aMachineWithEveryKindOfIdentity() {
        azure.makeNetwork();
        for (String name : new String[] {"a", "b"}) {
            azure.put(IDENTITIES + name, "{'location':'westeurope'}");
        }
        new Machines(azure).makeMachine();
        patch("{'type':'SystemAssigned,UserAssigned','userAssignedIdentities':{'" + IDENTITIES + "a':{},'" + IDENTITIES
                + "b':{}}}");
    }

    @Test
    void bothKindsAreNamedWithABlankBetweenThem() {
        assertThat(identity().path("type").asText()).isEqualTo("SystemAssigned, UserAssigned");
    }

    @Test
    void aNullTakesAnIdentityAwayAndLeavesTheOthers() {
        String principal = identity().path("principalId").asText();

        patch("{'type':'SystemAssigned, UserAssigned','userAssignedIdentities':{'" + IDENTITIES + "a':null}}");

        assertThat(identity().path("userAssignedIdentities").properties())
                .singleElement()
                .satisfies(left -> assertThat(left.getKey()).isEqualTo(IDENTITIES + "b"));
        assertThat(identity().path("principalId").asText()).isEqualTo(principal);
    }

    @Test
    void theLastOneGoesWithTheKind() {
        patch("{'type':'UserAssigned','userAssignedIdentities':{'" + IDENTITIES + "a':null}}");

        Azure.Answer none = azure.call(
                "PATCH",
                Machines.VM,
                "{'identity':{'type':'UserAssigned','userAssignedIdentities':{'" + IDENTITIES + "b':null}}}");
        assertThat(none.code()).isEqualTo("InvalidIdentityValues");
        patch("{'type':'None'}");
        assertThat(identity().isMissingNode()).isTrue();
    }

    /** The quickstart templates pass the public key as the password too. */
    @Test
    void aPasswordIsNotLookedAtWherePasswordsAreOff() {
        String body = Machines.machine("", "").replace("'adminUsername'", "'adminPassword':'ssh-rsa','adminUsername'");
        azure.put(Machines.NIC.replace("proxy", "other"), """
                {'location':'westeurope','properties':{'ipConfigurations':[
                 {'name':'ip','properties':{'subnet':{'id':'%s/subnets/nodes'}}}]}}""".formatted(Azure.VNET));
        azure.pass(10);
        String other = body.replace(Machines.NIC, Machines.NIC.replace("proxy", "other"));

        assertThat(azure.put(Machines.VM + "2", other.replace("'disablePasswordAuthentication':true,", ""))
                        .code())
                .isEqualTo("InvalidParameter");
        assertThat(azure.put(Machines.VM + "2", other).status()).isEqualTo(201);
    }

    private void patch(String identity) {
        assertThat(azure.call("PATCH", Machines.VM, "{'identity':" + identity + "}")
                        .status())
                .isEqualTo(200);
        azure.pass(60);
    }

    private JsonNode identity() {
        return azure.get(Machines.VM).body().path("identity");
    }
}
