// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where Azure is, and as whom to go there.
 *
 * @param armEndpoint base URL of Azure Resource Manager
 * @param authorityHost base URL of Entra; absent: the public cloud's
 * @param clientSecret absent: the managed identity, or whatever else the environment offers
 * @param disableInstanceDiscovery true where the authority is not a public one and must not be looked up there
 * @param caFile PEM certificates to trust beside the default ones
 */
public record AzureSettings(
        String armEndpoint,
        Optional<String> authorityHost,
        Optional<String> tenantId,
        Optional<String> clientId,
        Optional<String> clientSecret,
        boolean disableInstanceDiscovery,
        Optional<Path> caFile) {

    private static final String DEFAULT_ARM = "https://management.azure.com/";

    /** @throws Invalid with all problems of the environment */
    public static AzureSettings fromEnvironment(Map<String, String> environment) {
        String arm = value(environment, "CLOISTER_ARM_ENDPOINT").orElse(DEFAULT_ARM);
        Optional<String> authority = value(environment, "AZURE_AUTHORITY_HOST");
        Optional<String> tenant = value(environment, "AZURE_TENANT_ID");
        Optional<String> client = value(environment, "AZURE_CLIENT_ID");
        Optional<String> secret = value(environment, "AZURE_CLIENT_SECRET");
        Optional<String> discovery = value(environment, "AZURE_DISABLE_INSTANCE_DISCOVERY");
        Optional<Path> caFile = value(environment, "CLOISTER_CA_FILE").map(Path::of);

        List<String> problems = new ArrayList<>();
        requireHttps("CLOISTER_ARM_ENDPOINT", arm, problems);
        authority.ifPresent(host -> requireHttps("AZURE_AUTHORITY_HOST", host, problems));
        if (secret.isPresent() && tenant.isEmpty()) {
            problems.add("AZURE_CLIENT_SECRET is set, but AZURE_TENANT_ID is not: set it to the directory's id");
        }
        if (secret.isPresent() && client.isEmpty()) {
            problems.add("AZURE_CLIENT_SECRET is set, but AZURE_CLIENT_ID is not: set it to the application's id");
        }
        discovery
                .filter(text -> !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false"))
                .ifPresent(text ->
                        problems.add("AZURE_DISABLE_INSTANCE_DISCOVERY is '" + text + "': write true or false"));
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        boolean noDiscovery = discovery.map(Boolean::parseBoolean).orElse(false);
        return new AzureSettings(arm, authority, tenant, client, secret, noDiscovery, caFile);
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static void requireHttps(String name, String url, List<String> problems) {
        if (!url.startsWith("https://")) {
            problems.add(name + " is '" + url + "': it must begin with https://, as tokens are sent there");
        }
    }

    /** Without the secret: a record's own form would print it. */
    @Override
    public String toString() {
        return "AzureSettings[" + armEndpoint + ", tenant " + tenantId.orElse("-") + ", client " + clientId.orElse("-")
                + "]";
    }

    /** The environment does not say how to reach Azure; {@link #problems()} has everything that is wrong with it, at once. */
    public static final class Invalid extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<String> problems;

        Invalid(List<String> problems) {
            super("Azure cannot be reached with these settings: " + String.join("; ", problems));
            this.problems = List.copyOf(problems);
        }

        public List<String> problems() {
            return problems;
        }
    }
}
