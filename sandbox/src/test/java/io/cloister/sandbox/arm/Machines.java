// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

/** Machines as clients send them, in the network of {@link Azure#makeNetwork()}. */
final class Machines {

    static final String VM = Azure.COMPUTE + "/virtualMachines/proxy";
    static final String NIC = Azure.NETWORK + "/networkInterfaces/proxy";
    static final String SCALE_SET = Azure.COMPUTE + "/virtualMachineScaleSets/demo-workers";
    static final String IMAGE =
            "{'publisher':'Canonical','offer':'ubuntu-24_04-lts','sku':'server','version':'latest'}";
    static final String LINUX = "'linuxConfiguration':{'disablePasswordAuthentication':true,'ssh':{'publicKeys':"
            + "[{'path':'/home/cloister/.ssh/authorized_keys','keyData':'ssh-ed25519 AAAA'}]}}";

    private final Azure azure;

    Machines(Azure azure) {
        this.azure = azure;
    }

    Azure.Answer makeMachine() {
        makeInterface();
        Azure.Answer answer = azure.put(VM, machine("", ""));
        azure.pass(50);
        return answer;
    }

    void makeInterface() {
        azure.put(NIC, """
                {'location':'westeurope','properties':{'ipConfigurations':[
                 {'name':'ip','properties':{'subnet':{'id':'%s/subnets/nodes'}}}]}}""".formatted(Azure.VNET));
    }

    /**
     * @param more properties, each followed by a comma
     * @param dataDisks elements of the array
     */
    static String machine(String more, String dataDisks) {
        return """
                {'location':'westeurope','properties':{%s'hardwareProfile':{'vmSize':'Standard_B2s'},
                 'osProfile':{'computerName':'proxy','adminUsername':'cloister','customData':'eA==',%s},
                 'storageProfile':{'imageReference':%s,'osDisk':{'createOption':'FromImage','deleteOption':'Delete'},
                  'dataDisks':[%s]},
                 'networkProfile':{'networkInterfaces':[{'id':'%s','properties':{'deleteOption':'Delete'}}]}}}""".formatted(more, LINUX, IMAGE, dataDisks, NIC);
    }

    Azure.Answer scaleSet(int capacity) {
        return azure.put(SCALE_SET, uniform(capacity, ""));
    }

    /** @param more properties, each followed by a comma */
    static String uniform(int capacity, String more) {
        return scaleSet("'zones':['1','2','3'],", capacity, "'overprovision':false," + more);
    }

    /** With the extension that tells Azure of the instances' health. */
    static String rolling(int capacity, String policy) {
        return uniform(capacity, "'upgradePolicy':{'mode':'rolling'" + policy + "},")
                .replace(
                        "'virtualMachineProfile':{",
                        "'virtualMachineProfile':{'extensionProfile':{'extensions':[{'name':'health','properties':"
                                + "{'publisher':'Microsoft.ManagedServices','type':'ApplicationHealthLinux',"
                                + "'typeHandlerVersion':'1.0'}}]},");
    }

    static String flexible(int capacity) {
        return scaleSet("", capacity, "'orchestrationMode':'Flexible','platformFaultDomainCount':1,");
    }

    private static String scaleSet(String top, int capacity, String more) {
        return """
                {'location':'westeurope',%s'sku':{'name':'Standard_D2s_v5','capacity':%d},
                 'properties':{%s'virtualMachineProfile':{
                  'osProfile':{'computerNamePrefix':'demo','adminUsername':'cloister','customData':'eA==',%s},
                  'storageProfile':{'imageReference':%s,'osDisk':{'createOption':'FromImage'}},
                  'networkProfile':{'networkInterfaceConfigurations':[{'name':'nic','properties':{'primary':true,
                   'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'%s/subnets/nodes'}}}]}}]}}}}""".formatted(top, capacity, more, LINUX, IMAGE, Azure.VNET);
    }
}
