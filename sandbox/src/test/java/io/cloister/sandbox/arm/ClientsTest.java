// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clients ask before, between and about the resources. */
class ClientsTest {

    private static final String TENANT = "72f988bf-0000-0000-0000-000000000000";
    private static final String CLIENT = "22222222-0000-0000-0000-000000000002";
    private static final String STRANGER = "33333333-0000-0000-0000-000000000003";

    private final Azure azure = new Azure();

    @Test
    void theCloudIsOneObjectForAzAndTerraformAndAListForTheCloudController() {
        JsonNode one = open("/metadata/endpoints?api-version=2022-09-01");
        JsonNode list = open("/metadata/endpoints?api-version=2019-05-01");

        assertThat(one.at("/authentication/identityProvider").asText()).isEqualTo("AAD");
        assertThat(one.at("/authentication/audiences/0").asText()).isEqualTo("https://localhost:8443/");
        assertThat(list.isArray()).isTrue();
        assertThat(list.findValuesAsText("name")).contains("Sandbox", "AzureCloud");
        assertThat(list.at("/0/resourceManager").asText()).isEqualTo("https://localhost:8443/");
    }

    @Test
    void aTokenIsIssuedByScopeAndByResource() {
        String secret = "&client_secret=" + Azure.SECRET.replace(" ", "+");
        String form = "grant_type=client_credentials&client_id=" + CLIENT + secret;

        for (String path : new String[] {"/" + TENANT + "/oauth2/v2.0/token", "/adfs/oauth2/token"}) {
            Azure.Answer answer = azure.send("POST", path, form + "&scope=https://localhost:8443//.default", Map.of());
            assertThat(answer.body().path("access_token").asText().split("\\.")).hasSize(3);
        }
        Azure.Answer byResource = azure.send(
                "POST", "/" + TENANT + "/oauth2/token", form + "&resource=https://localhost:8443/", Map.of());
        assertThat(azure.entra.verify(byResource.body().path("access_token").asText()))
                .hasValueSatisfying(caller -> assertThat(caller.objectId()).isEqualTo(Azure.OWNER));
    }

    @Test
    void aTokenIsRefusedAsEntraRefusesIt() {
        String path = "/" + TENANT + "/oauth2/v2.0/token";
        String grant = "grant_type=client_credentials&scope=https://localhost:8443/.default&client_id=";

        assertThat(refusal(path, grant + CLIENT + "&client_secret=wrong")).startsWith("AADSTS7000215:");
        assertThat(refusal(path, grant + STRANGER + "&client_secret=x")).startsWith("AADSTS700016:");
        assertThat(refusal("/" + STRANGER + "/oauth2/v2.0/token", grant + CLIENT))
                .startsWith("AADSTS90002:");
        assertThat(refusal(path, "grant_type=password")).startsWith("AADSTS70003:");
    }

    @Test
    void aSubscriptionIsSeenByWhoHasARoleInIt() {
        assertThat(azure.get("/subscriptions").body().at("/value/0/tenantId").asText())
                .isEqualTo(TENANT);
        assertThat(azure.get("/tenants").body().at("/value/0/tenantId").asText())
                .isEqualTo(TENANT);
        assertThat(azure.get(Azure.SUBSCRIPTION + "/locations").body().findValuesAsText("name"))
                .contains("westeurope");

        azure.actAs(STRANGER);
        assertThat(azure.get("/subscriptions").body().path("value")).isEmpty();
    }

    @Test
    void providersTellTheirTypesAndAreRegisteredFromTheStart() {
        String network = Azure.SUBSCRIPTION + "/providers/Microsoft.Network";

        JsonNode provider = azure.get(network).body();
        assertThat(provider.path("registrationState").asText()).isEqualTo("Registered");
        assertThat(provider.findValuesAsText("resourceType")).contains("virtualNetworks", "loadBalancers");
        assertThat(provider.at("/resourceTypes/0/apiVersions")).isNotEmpty();
        assertThat(azure.call("POST", network + "/register", "").status()).isEqualTo(200);
        assertThat(azure.call("POST", Azure.SUBSCRIPTION + "/providers/Microsoft.Storage/register", "")
                        .body()
                        .path("registrationState")
                        .asText())
                .isEqualTo("Registered");
        assertThat(azure.get(Azure.SUBSCRIPTION + "/providers/Microsoft.Unheard")
                        .code())
                .isEqualTo("InvalidResourceNamespace");
    }

    @Test
    void aProviderThatThereIsNothingOfIsRegisteredAndUnregistered() {
        String other = Azure.SUBSCRIPTION + "/providers/Microsoft.RedHatOpenShift";
        assertThat(registrationState(azure.get(other))).isEqualTo("NotRegistered");

        assertThat(registrationState(azure.call("POST", other + "/register", "")))
                .isEqualTo("Registered");
        assertThat(registrationState(azure.get(other))).isEqualTo("Registered");
        assertThat(azure.get(Azure.SUBSCRIPTION
                                + "/providers/Microsoft.Features/providers/Microsoft.RedHatOpenShift/features")
                        .body()
                        .path("value"))
                .isEqualTo(JsonNodeFactory.instance.arrayNode());
        assertThat(registrationState(azure.call("POST", other + "/unregister", "")))
                .isEqualTo("NotRegistered");
        assertThat(azure.call("POST", Azure.SUBSCRIPTION + "/providers/Microsoft.Network/unregister", "")
                        .status())
                .isEqualTo(409);
        assertThat(azure.get(Azure.SUBSCRIPTION).body().toString()).doesNotContain("RedHat");
    }

    private static String registrationState(Azure.Answer answer) {
        return answer.body().path("registrationState").asText();
    }

    @Test
    void resourcesAreFilteredExpandedAndPaged() {
        azure.makeNetwork();
        azure.put(Azure.NETWORK + "/routeTables/rt1", "{'location':'westeurope','tags':{'env':'test'}}");
        azure.pass(10);
        String all = Azure.SUBSCRIPTION + "/resources?$filter=";

        assertThat(
                        names(
                                all
                                        + "resourceGroup eq 'RG1' and name eq 'vnet1' and resourceType eq 'microsoft.network/VIRTUALNETWORKS'"))
                .containsExactly("vnet1");
        assertThat(names(all + "tagName eq 'env' and tagValue eq 'test'")).containsExactly("rt1");
        assertThat(names(all + "substringof('net', name)")).containsExactly("vnet1");
        assertThat(names(all + "resourceType ne 'Microsoft.Network/routeTables'"))
                .containsExactly("vnet1");
        assertThat(names(all + "name eq 'rt1' or name eq 'vnet1'")).hasSize(2);
        assertThat(azure.get(all + "nonsense").code()).isEqualTo("InvalidFilterInQueryString");
        JsonNode expanded = azure.get(Azure.RG + "/resources?$expand=createdTime,changedTime,provisioningState&$top=1")
                .body();
        assertThat(expanded.path("value")).hasSize(1);
        assertThat(expanded.at("/value/0/createdTime").asText()).startsWith("2026-");
        assertThat(expanded.at("/value/0/provisioningState").asText()).isEqualTo("Succeeded");
        String next = expanded.path("nextLink").asText().replaceFirst("https://[^/]+", "");
        assertThat(azure.get(next).body().path("value")).hasSize(1);
    }

    @Test
    void partsWithAPlaceAreListedUnderBothNamesAndAssignmentsAreNot() {
        azure.makeNetwork();
        String zone = Azure.NETWORK + "/privateDnsZones/cluster.internal";
        azure.put(zone, "{'location':'global'}");
        azure.pass(10);
        azure.put(
                zone + "/virtualNetworkLinks/l",
                "{'location':'global','properties':{'virtualNetwork':{'id':'" + Azure.VNET + "'}}}");
        Azure.Answer assignment = azure.put(
                Azure.RG + "/providers/Microsoft.Authorization/policyAssignments/places",
                "{'location':'westeurope','identity':{'type':'SystemAssigned'},'properties':{'policyDefinitionId':"
                        + "'/providers/Microsoft.Authorization/policyDefinitions/83a86a26-fd1f-447c-b59d-e51f44264114'}}");

        assertThat(assignment.status()).isEqualTo(201);
        assertThat(names(Azure.RG + "/resources"))
                .containsExactlyInAnyOrder("vnet1", "cluster.internal", "cluster.internal/l");
        assertThat(names(Azure.RG + "/resources?$filter=name eq 'cluster.internal/l'"))
                .hasSize(1);
    }

    @Test
    void aPlaceThatIsNoRegionIsRefused() {
        String group = Azure.SUBSCRIPTION + "/resourceGroups/";

        assertThat(azure.put(group + "rg2", "{'location':'atlantis'}").code())
                .isEqualTo("LocationNotAvailableForResourceGroup");
        assertThat(azure.put(Azure.NETWORK + "/routeTables/rt1", "{'location':'atlantis'}")
                        .code())
                .isEqualTo("LocationNotAvailableForResourceType");
        assertThat(azure.put(group + "rg2", "{'location':'Brazil South'}").status())
                .isEqualTo(201);
        assertThat(azure.put(group + "ends.", "{'location':'westeurope'}").code())
                .isEqualTo("InvalidResourceGroup");
    }

    @Test
    void aRegionTellsWhatSubnetsCanBeDelegatedToAndHaveEndpointsOf() {
        String region = "/providers/Microsoft.Network/locations/westeurope/";

        assertThat(azure.get(Azure.RG + region + "availableDelegations").body().findValuesAsText("serviceName"))
                .contains("Microsoft.ContainerInstance/containerGroups");
        assertThat(azure.get(Azure.SUBSCRIPTION + region + "virtualNetworkAvailableEndpointServices")
                        .body()
                        .findValuesAsText("name"))
                .contains("Microsoft.Storage");
    }

    @Test
    void aGroupStaysWhereItIs() {
        assertThat(azure.put(Azure.RG, "{'location':'northeurope'}").code()).isEqualTo("InvalidResourceGroupLocation");
        assertThat(azure.put(Azure.RG, "{'location':'West Europe'}").status()).isEqualTo(200);
        assertThat(azure.call("HEAD", Azure.RG, "").status()).isEqualTo(204);
        assertThat(azure.call("HEAD", Azure.RG + "x", "").status()).isEqualTo(404);
    }

    @Test
    void tagsAreMergedReplacedAndTakenAwayAtAScope() {
        String tags = Azure.RG + "/providers/Microsoft.Resources/tags/default";

        azure.put(tags, "{'properties':{'tags':{'a':'1','b':'2'}}}");
        azure.call("PATCH", tags, "{'operation':'Merge','properties':{'tags':{'b':'3','c':'4'}}}");
        azure.call("PATCH", tags, "{'operation':'Delete','properties':{'tags':{'a':'1','c':'other'}}}");

        assertThat(azure.get(tags).body().at("/properties/tags").toString()).isEqualTo("{\"b\":\"3\",\"c\":\"4\"}");
        assertThat(azure.get(Azure.RG).body().at("/tags/b").asText()).isEqualTo("3");
        assertThat(azure.call("PATCH", tags, "{'operation':'Nonsense'}").code()).isEqualTo("InvalidTagPatchOperation");
    }

    @Test
    void theDirectoryKnowsWhoIsBehindAnId() {
        String identity = Azure.RG + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1";
        JsonNode made = azure.put(identity, "{'location':'westeurope'}").body().path("properties");
        String principal = made.path("principalId").asText();
        String byName = "/v1.0/servicePrincipals?$filter=servicePrincipalNames/any(c:c eq '"
                + made.path("clientId").asText() + "')";

        assertThat(azure.get(byName).body().at("/value/0/id").asText()).isEqualTo(principal);
        assertThat(azure.call("POST", "/v1.0/directoryObjects/getByIds", "{'ids':['" + principal + "']}")
                        .body()
                        .at("/value/0/displayName")
                        .asText())
                .isEqualTo("id1");
        assertThat(azure.get("/v1.0/servicePrincipals/" + STRANGER).code()).isEqualTo("Request_ResourceNotFound");
        assertThat(azure.get("/v1.0/me").status()).isEqualTo(400);
    }

    private List<String> names(String path) {
        return azure.get(path).body().path("value").findValuesAsText("name");
    }

    private JsonNode open(String path) {
        return azure.send("GET", path, "", Map.of()).body();
    }

    private String refusal(String path, String form) {
        Azure.Answer answer = azure.send("POST", path, form, Map.of());
        assertThat(answer.status()).isBetween(400, 401);
        return answer.body().path("error_description").asText();
    }
}
