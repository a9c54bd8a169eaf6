// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Fields of resources whose properties have the names of those of every resource. */
class FieldsTest {

    private static final String EXTENSION = "{'type':'Microsoft.Compute/virtualMachines/extensions','name':'vm/e',"
            + "'location':'westeurope','properties':{'type':'CustomScript','name':'other','location':'eastus'}}";

    /** As built-in definition c0e996f8, "Only approved VM extensions should be installed", tells the two apart. */
    @Test
    void aResourcesTypeIsNotItsPropertyOfThatName() {
        assertThat(Asked.holds("{'field':'type','equals':'Microsoft.Compute/virtualMachines/extensions'}", EXTENSION))
                .isTrue();
        assertThat(Asked.holds(
                        "{'field':'Microsoft.Compute/virtualMachines/extensions/type','equals':'CustomScript'}",
                        EXTENSION))
                .isTrue();
        assertThat(Asked.holds("{'field':'location','equals':'West Europe'}", EXTENSION))
                .isTrue();
    }

    @Test
    void aRoleOfOnesOwnIsKnownByThePropertyType() {
        assertThat(Asked.holds(
                        "{'allOf':[{'field':'type','equals':'Microsoft.Authorization/roleDefinitions'},"
                                + "{'field':'Microsoft.Authorization/roleDefinitions/type','equals':'CustomRole'}]}",
                        "{'type':'Microsoft.Authorization/roleDefinitions','properties':{'type':'CustomRole'}}"))
                .isTrue();
    }

    @Test
    void theNameOfAChildIsItsOwn() {
        assertThat(Asked.holds("{'field':'name','equals':'e'}", EXTENSION)).isTrue();
    }

    @Test
    void propertiesHaveNoCase() {
        assertThat(Asked.holds(
                        "{'field':'Microsoft.Network/virtualNetworks/enableDdosProtection','equals':true}",
                        "{'type':'Microsoft.Network/virtualNetworks','Properties':{'EnableDdosProtection':true}}"))
                .isTrue();
    }
}
