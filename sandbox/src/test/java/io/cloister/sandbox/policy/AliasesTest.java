// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import static io.cloister.sandbox.policy.Asked.holds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliasesTest {

    private static final String MACHINE = """
            {'type':'Microsoft.Compute/virtualMachines','properties':{'hardwareProfile':{'vmSize':'Standard_D2s_v5'},
             'storageProfile':{'imageReference':{'publisher':'Canonical'},'osDisk':{'managedDisk':{'id':'/d'}}}}}""";
    private static final String SCALE_SET = """
            {'type':'Microsoft.Compute/virtualMachineScaleSets','sku':{'name':'Standard_D2s_v5','capacity':3},
             'properties':{'upgradePolicy':{'mode':'Rolling'},'virtualMachineProfile':{
               'storageProfile':{'imageReference':{'publisher':'Canonical'}},
               'extensionProfile':{'extensions':[{'name':'e','properties':{'publisher':'P','type':'T'}}]},
               'networkProfile':{'networkInterfaceConfigurations':[{'name':'n','properties':{'ipConfigurations':[
                 {'name':'i','properties':{'publicIPAddressConfiguration':{'name':'p'}}}]}}]}}}}""";
    private static final String INTERFACE = """
            {'type':'Microsoft.Network/networkInterfaces','properties':{'ipConfigurations':[
              {'name':'a','properties':{'publicIPAddress':{'id':'/p'}}}]}}""";
    private static final String ADDRESS =
            "{'type':'Microsoft.Network/publicIPAddresses','sku':{'name':'Standard'},'zones':['1'],'properties':{}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            virtualMachines/sku.name                                | Standard_D2s_v5
            virtualMachines/imagePublisher                          | Canonical
            imagePublisher                                          | Canonical
            virtualMachines/storageProfile.imageReference.publisher | Canonical
            virtualMachines/storageProfile.osDisk.managedDisk.id    | /d
            """)
    void ofAMachine(String alias, String value) {
        assertThat(holds("{'field':'Microsoft.Compute/" + alias + "','equals':'" + value + "'}", MACHINE))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            virtualMachineScaleSets/sku.name                                                     | Standard_D2s_v5
            VirtualMachineScaleSets/upgradePolicy.mode                                           | Rolling
            imagePublisher                                                                       | Canonical
            virtualMachineScaleSets/imagePublisher                                               | Canonical
            virtualMachineScaleSets/virtualMachineProfile.storageProfile.imageReference.publisher | Canonical
            VirtualMachineScaleSets/extensionProfile.extensions[*].type                          | T
            virtualMachineScaleSets/virtualMachineProfile.extensionProfile.extensions[*].publisher | P
            """)
    void ofAScaleSet(String alias, String value) {
        assertThat(holds(
                        "{'count':{'value':'[array(field(`Microsoft.Compute/" + alias
                                + "`))]','where':{'value':'[current()]','equals':'" + value + "'}},'equals':1}",
                        SCALE_SET))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            networkInterfaces/ipconfigurations[*].publicIpAddress.id | /p
            networkInterfaces/ipConfigurations[*].name               | a
            """)
    void ofAnInterface(String alias, String value) {
        assertThat(holds("{'field':'Microsoft.Network/" + alias + "','equals':'" + value + "'}", INTERFACE))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"publicIPAddresses/sku.name,Standard", "publicIPAddresses/zones[*],1"})
    void besideItsProperties(String alias, String value) {
        assertThat(holds("{'field':'Microsoft.Network/" + alias + "','equals':'" + value + "'}", ADDRESS))
                .isTrue();
    }
}
