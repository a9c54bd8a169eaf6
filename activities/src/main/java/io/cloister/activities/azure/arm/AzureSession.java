// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.AzureEnvironment.Endpoint;
import com.azure.core.management.http.policy.ArmChallengeAuthenticationPolicy;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.fluent.AuthorizationManagementClient;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.msi.MsiManager;
import com.azure.resourcemanager.msi.fluent.ManagedServiceIdentityClient;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;
import io.cloister.activities.net.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.SSLContext;

/**
 * One identity's way to Azure: the generated clients of each subscription, and {@link Arm} for what they have not. It never
 * retries by itself: Temporal does, where people see it, and a begin must end before its start-to-close timeout.
 */
public final class AzureSession {

    /** With reads before it (8 s each), below the start-to-close timeout of a begin, or Azure could accept what the next attempt sends again. */
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(25);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final RetryOptions NO_RETRIES = new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));

    private static final String NO_SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

    private final HttpPipeline pipeline;
    private final AzureEnvironment environment;
    private final Arm arm;
    private final ConcurrentMap<String, NetworkManager> networks = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ComputeManager> computes = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, MsiManager> identities = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, AuthorizationManager> authorizations = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ResourceManager> resources = new ConcurrentHashMap<>();

    private AzureSession(HttpPipeline pipeline, String armEndpoint) {
        this.pipeline = pipeline;
        this.environment = environment(armEndpoint);
        this.arm = new Arm(pipeline, armEndpoint);
    }

    public static AzureSession open(AzureSettings settings) {
        java.net.http.HttpClient.Builder transport =
                java.net.http.HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT);
        settings.caFile().map(AzureSession::trusting).ifPresent(transport::sslContext);
        HttpClient http = new JdkHttpClientBuilder(transport)
                .responseTimeout(RESPONSE_TIMEOUT)
                .build();
        return over(http, credential(settings, http), settings.armEndpoint());
    }

    /** A session over any transport. */
    public static AzureSession over(HttpClient http, TokenCredential credential, String armEndpoint) {
        String scope = withoutSlash(armEndpoint) + "/.default";
        HttpPipeline pipeline = new HttpPipelineBuilder()
                .policies(
                        new UserAgentPolicy("cloister"),
                        new RequestIdPolicy(),
                        new ArmChallengeAuthenticationPolicy(credential, scope))
                .httpClient(http)
                .build();
        return new AzureSession(pipeline, armEndpoint);
    }

    /**
     * Logs in and loads the generated clients, some hundred proxies each, so that the first cluster waits for neither.
     *
     * @throws io.temporal.failure.ApplicationFailure where Azure cannot be reached or refuses the credentials
     */
    public void warmUp() {
        NetworkManager.authenticate(pipeline, profile(NO_SUBSCRIPTION)).serviceClient();
        ComputeManager.authenticate(pipeline, profile(NO_SUBSCRIPTION)).serviceClient();
        arm.subscriptions();
    }

    public Arm arm() {
        return arm;
    }

    public NetworkManagementClient network(String subscription) {
        return networks.computeIfAbsent(subscription, id -> NetworkManager.authenticate(pipeline, profile(id)))
                .serviceClient();
    }

    public ComputeManagementClient compute(String subscription) {
        return computes.computeIfAbsent(subscription, id -> ComputeManager.authenticate(pipeline, profile(id)))
                .serviceClient();
    }

    public ManagedServiceIdentityClient identities(String subscription) {
        return identities
                .computeIfAbsent(subscription, id -> MsiManager.authenticate(pipeline, profile(id)))
                .serviceClient();
    }

    public AuthorizationManagementClient authorization(String subscription) {
        return authorizations
                .computeIfAbsent(subscription, id -> AuthorizationManager.authenticate(pipeline, profile(id)))
                .roleServiceClient();
    }

    public ResourceManagementClient resources(String subscription) {
        return resources
                .computeIfAbsent(
                        subscription,
                        id -> ResourceManager.authenticate(pipeline, profile(id))
                                .withSubscription(id))
                .serviceClient();
    }

    private static SSLContext trusting(Path caFile) {
        try {
            return Trust.defaultsAnd(Optional.of(Files.readString(caFile)));
        } catch (IOException | IllegalArgumentException e) {
            throw new AzureSettings.Invalid(List.of("CLOISTER_CA_FILE names " + caFile
                    + ", which is not a file of PEM certificates (" + e.getMessage() + ")"));
        }
    }

    private static TokenCredential credential(AzureSettings settings, HttpClient http) {
        return settings.clientSecret().isPresent() ? clientSecret(settings, http) : fromSurroundings(settings, http);
    }

    private static TokenCredential clientSecret(AzureSettings settings, HttpClient http) {
        ClientSecretCredentialBuilder builder = new ClientSecretCredentialBuilder()
                .tenantId(settings.tenantId().orElseThrow())
                .clientId(settings.clientId().orElseThrow())
                .clientSecret(settings.clientSecret().orElseThrow())
                .httpClient(http)
                .retryOptions(NO_RETRIES);
        settings.authorityHost().ifPresent(builder::authorityHost);
        return settings.disableInstanceDiscovery()
                ? builder.disableInstanceDiscovery().build()
                : builder.build();
    }

    private static TokenCredential fromSurroundings(AzureSettings settings, HttpClient http) {
        DefaultAzureCredentialBuilder builder =
                new DefaultAzureCredentialBuilder().httpClient(http).retryOptions(NO_RETRIES);
        settings.authorityHost().ifPresent(builder::authorityHost);
        settings.tenantId().ifPresent(builder::tenantId);
        settings.clientId().ifPresent(builder::managedIdentityClientId);
        return settings.disableInstanceDiscovery()
                ? builder.disableInstanceDiscovery().build()
                : builder.build();
    }

    private AzureProfile profile(String subscription) {
        // The tenant is the credential's business; the profile only wants one for Microsoft Graph, which is never
        // called.
        return new AzureProfile(null, subscription, environment);
    }

    private static AzureEnvironment environment(String armEndpoint) {
        Map<String, String> endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
        endpoints.put(Endpoint.RESOURCE_MANAGER.identifier(), withoutSlash(armEndpoint) + "/");
        endpoints.put(Endpoint.MANAGEMENT.identifier(), withoutSlash(armEndpoint) + "/");
        return new AzureEnvironment(endpoints);
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
