// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.Context;
import com.azure.resourcemanager.network.fluent.models.OperationInner;
import com.azure.resourcemanager.resources.fluent.DeploymentOperationsClient;
import com.azure.resourcemanager.resources.fluent.PolicyDefinitionsClient;
import com.azure.resourcemanager.resources.fluent.models.DeploymentOperationInner;
import com.azure.resourcemanager.resources.fluent.models.PolicyDefinitionInner;
import com.azure.resourcemanager.resources.fluent.models.PolicyDefinitionVersionInner;
import com.azure.resourcemanager.resources.models.LockLevel;
import com.azure.resourcemanager.resources.models.ManagementLock;
import com.azure.resourcemanager.resources.models.ProviderResourceType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Locks, policy, deployments and providers, as Azure's resource clients ask for them. */
class ResourcesClientTest {

    private final SdkClients clients = new SdkClients();

    @AfterEach
    void stop() {
        clients.close();
    }

    @Test
    void aGroupIsLockedByAScopeThatIsWrittenAsOnePart() {
        ManagementLock lock = clients.resources
                .managementLocks()
                .define("keep")
                .withLockedResourceGroup(SdkClients.GROUP)
                .withLevel(LockLevel.CAN_NOT_DELETE)
                .create();

        assertThat(lock.id()).isEqualTo(clients.group() + "/providers/Microsoft.Authorization/locks/keep");
        assertThat(clients.resources.managementLockClient().getManagementLocks().listByScope(clients.group()))
                .hasSize(1);
        clients.resources.managementLocks().deleteById(lock.id());
        assertThat(clients.resources.managementLocks().listByResourceGroup(SdkClients.GROUP))
                .isEmpty();
    }

    @Test
    void policyDefinitionsComePageByPage() {
        PolicyDefinitionsClient definitions = clients.resources.policyClient().getPolicyDefinitions();
        int all = (int) definitions.list().stream().count();

        List<PolicyDefinitionInner> paged =
                SdkClients.pageByPage(definitions.list(null, 3, Context.NONE), size -> size > 0 && size <= 3);

        assertThat(paged).hasSize(all).hasSizeGreaterThan(3);
        assertThat(paged).extracting(PolicyDefinitionInner::id).doesNotHaveDuplicates();
    }

    @Test
    void everyDefinitionHasAVersion() {
        assertThat(clients.resources
                        .policyClient()
                        .getPolicyDefinitionVersions()
                        .listAllBuiltins()
                        .value())
                .extracting(PolicyDefinitionVersionInner::id)
                .isNotEmpty()
                .allSatisfy(id ->
                        assertThat(id).matches("/providers/Microsoft.Authorization/policyDefinitions/.+/versions/.+"));
    }

    @Test
    void theOperationsOfADeploymentComePageByPage() {
        clients.put(clients.id("Microsoft.Resources/deployments/dep"), """
                {'properties':{'mode':'Incremental','template':{
                 '$schema':'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
                 'contentVersion':'1.0.0.0','resources':[{'type':'Microsoft.Network/routeTables','apiVersion':'2024-05-01',
                  'name':'rt','location':'westeurope','properties':{}}]}}}
                """);
        DeploymentOperationsClient operations =
                clients.resources.deploymentClient().getDeploymentOperations();
        List<DeploymentOperationInner> all =
                operations.listByResourceGroup(SdkClients.GROUP, "dep").stream().toList();

        List<DeploymentOperationInner> paged = SdkClients.pageByPage(
                operations.listByResourceGroup(SdkClients.GROUP, "dep", 1, Context.NONE), size -> size == 1);

        assertThat(paged)
                .extracting(DeploymentOperationInner::operationId)
                .containsExactlyElementsOf(
                        all.stream().map(DeploymentOperationInner::operationId).toList())
                .hasSizeGreaterThan(1);
    }

    @Test
    void providersTellTheirOperationsAndTypes() {
        assertThat(clients.network.serviceClient().getOperations().list())
                .extracting(OperationInner::name)
                .contains("Microsoft.Network/virtualNetworks/write");
        assertThat(clients.compute.serviceClient().getOperations().list()).isNotEmpty();
        assertThat(clients.resources
                        .serviceClient()
                        .getProviderResourceTypes()
                        .list("Microsoft.Network")
                        .value())
                .extracting(ProviderResourceType::resourceType)
                .contains("virtualNetworks");
    }
}
