// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.inprocess;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import io.cloister.sandbox.arm.Arm;
import io.cloister.sandbox.arm.ArmSettings;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.VirtualClock;
import io.cloister.sandbox.entra.Entra;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * A pretend Azure for tests in this JVM: an empty subscription whose owner the caller is, at Azure's own address, without socket,
 * TLS or Entra. Azure's management clients run on its {@link #pipeline()} and {@link #profile()} unchanged.
 *
 * <p>An operation takes as many polls as it has stages, whatever its length in Azure. A client that waits between polls needs
 * to be told not to, as nothing is won by it: {@code defaultPollInterval} of a service client, {@code
 * ResourceManagerUtils.InternalRuntimeContext.setDelayProvider} for the fluent managers.
 */
public final class InProcessAzure implements AutoCloseable {

    private static final String ENDPOINT = AzureEnvironment.AZURE.getResourceManagerEndpoint();

    private final VirtualClock clock;
    private final OperationLog log = new OperationLog();
    private final Entra entra;
    private final ArmSettings settings;
    private final Arm arm;

    private InProcessAzure(Instant start) {
        this.clock = new VirtualClock(start);
        String tenant = UUID.randomUUID().toString();
        this.entra = new Entra(tenant, clock);
        this.settings = new ArmSettings(
                tenant,
                UUID.randomUUID().toString(),
                ENDPOINT,
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString());
        this.arm = new Arm(clock, log, entra, settings);
    }

    public static InProcessAzure start() {
        return new InProcessAzure(Instant.now());
    }

    /** The core itself: its faults, its request log, and a way to put things there beforehand. */
    public Arm arm() {
        return arm;
    }

    /** Passes by polls; {@link VirtualClock#advance} lets more of it pass. */
    public VirtualClock clock() {
        return clock;
    }

    /** What took time, in Azure's own durations. */
    public OperationLog operations() {
        return log;
    }

    /** The subscription's resource id. */
    public String subscription() {
        return "/subscriptions/" + subscriptionId();
    }

    public String subscriptionId() {
        return settings.subscriptionId();
    }

    public AzureProfile profile() {
        return new AzureProfile(settings.tenantId(), settings.subscriptionId(), AzureEnvironment.AZURE);
    }

    public HttpClient httpClient() {
        return new InProcessHttpClient(arm::handle, clock);
    }

    /** The owner's, for clients that bring a pipeline of their own; good for an hour of the virtual clock. */
    public TokenCredential credential() {
        return request -> Mono.just(
                new AccessToken(token(), clock.now().plus(Entra.TOKEN_LIFE).atOffset(ZoneOffset.UTC)));
    }

    /** With a token of the owner on every request, new each time, so that it cannot expire. */
    public HttpPipeline pipeline() {
        return new HttpPipelineBuilder()
                .httpClient(httpClient())
                .policies((context, next) -> {
                    context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token());
                    return next.process();
                })
                .build();
    }

    @Override
    public void close() {
        clock.close();
    }

    private String token() {
        return entra.token(settings.clientObjectId(), settings.clientId(), ENDPOINT);
    }
}
