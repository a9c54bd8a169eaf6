// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.ImageAliases;
import java.util.List;

/**
 * {@code /metadata/endpoints}: where a client finds this cloud's other endpoints. One object from api-version
 * 2022-09-01 on, as the az CLI and Terraform read it; an array of clouds before, as the cloud controller reads 2019-05-01.
 * Source: cloud-provider-azure, pkg/azclient/cloud.go; az CLI, azure/cli/core/cloud.py; go-azure-sdk, sdk/environments.
 */
final class CloudMetadata {

    private static final String FIRST_WITH_ONE_OBJECT = "2022-09-01";

    /** A client looks for the name that it is configured with; whichever it is, we are that cloud. */
    private static final List<String> NAMES = List.of("Sandbox", "AzureCloud", "AzurePublicCloud", "AzureStackCloud");

    private CloudMetadata() {}

    /** @param base where the caller reached us, without a slash at its end */
    static JsonNode of(String base, String apiVersion) {
        if (apiVersion.isEmpty() || apiVersion.compareTo(FIRST_WITH_ONE_OBJECT) >= 0) {
            return cloud(NAMES.get(0), base);
        }
        ArrayNode clouds = JsonNodeFactory.instance.arrayNode();
        NAMES.forEach(name -> clouds.add(cloud(name, base)));
        return clouds;
    }

    /** What the template function of that name gives. */
    static ObjectNode environment(String base) {
        return cloud(NAMES.get(0), base);
    }

    /** "AAD" and "common" say that this is no Azure Stack, which Terraform refuses. */
    private static ObjectNode cloud(String name, String base) {
        ObjectNode cloud = JsonNodeFactory.instance.objectNode();
        String address = base + "/";
        cloud.put("name", name)
                .put("resourceManager", address)
                .put("portal", address)
                .put("graph", address)
                .put("graphAudience", address)
                .put("microsoftGraphResourceId", address)
                .put("batch", address)
                .put("vmImageAliasDoc", base + ImageAliases.PATH);
        ObjectNode authentication = cloud.putObject("authentication");
        authentication.put("loginEndpoint", base).put("identityProvider", "AAD").put("tenant", "common");
        authentication.putArray("audiences").add(address);
        cloud.putObject("suffixes")
                .put("storage", "core.windows.net")
                .put("keyVaultDns", "vault.azure.net")
                .put("sqlServerHostname", "database.windows.net")
                .put("acrLoginServer", "azurecr.io");
        return cloud;
    }
}
