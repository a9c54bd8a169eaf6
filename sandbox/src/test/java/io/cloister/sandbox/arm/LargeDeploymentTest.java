// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As many resources as Azure lets one template have. */
class LargeDeploymentTest {

    private static final int MOST = 800;
    private static final String DEPLOYMENT = Azure.RG + "/providers/Microsoft.Resources/deployments/large";

    private final Azure azure = new Azure();

    @Test
    void itEndsAndIsToldOfOnlyWhenItsStateIsAnother() {
        List<String> told = new ArrayList<>();
        azure.arm.resources().onChange(change -> {
            if (change.id().equals(DEPLOYMENT)) {
                told.add(change.resource().at("/properties/provisioningState").asText());
            }
        });

        azure.put(DEPLOYMENT, """
                {'properties':{'mode':'Incremental','template':{
                 '$schema':'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
                 'contentVersion':'1.0.0.0','resources':[
                 {'type':'Microsoft.Network/routeTables','apiVersion':'2024-05-01','location':'westeurope',
                  'name':"[concat(\\u0027rt\\u0027, copyIndex())]",'copy':{'name':'tables','count':%d}}]}}}""".formatted(MOST));
        azure.pass(60);

        assertThat(azure.get(DEPLOYMENT).state()).isEqualTo("Succeeded");
        assertThat(told).containsExactly("Accepted", "Running", "Succeeded");
        assertThat(azure.get(Azure.RG + "/providers/Microsoft.Network/routeTables/rt" + (MOST - 1))
                        .status())
                .isEqualTo(200);
    }
}
