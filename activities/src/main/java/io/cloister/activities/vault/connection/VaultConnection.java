// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault.connection;

import io.cloister.activities.net.PrivateNetwork;
import java.time.Duration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.vault.authentication.AppRoleAuthentication;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.RoleId;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.SecretId;
import org.springframework.vault.authentication.LifecycleAwareSessionManager;
import org.springframework.vault.authentication.SessionManager;
import org.springframework.vault.authentication.SimpleSessionManager;
import org.springframework.vault.authentication.TokenAuthentication;
import org.springframework.vault.client.VaultClients;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.web.client.RestOperations;

/** This worker's connection to Vault; closing it stops the renewal of its token. */
public final class VaultConnection implements AutoCloseable {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private final VaultStore store;
    private final ThreadPoolTaskScheduler renewals = new ThreadPoolTaskScheduler();

    public VaultConnection(VaultSettings settings, PrivateNetwork network) {
        renewals.setDaemon(true);
        renewals.setThreadNamePrefix("vault-token-");
        renewals.initialize();
        VaultEndpoint endpoint = VaultEndpoint.from(settings.address());
        JdkClientHttpRequestFactory requests =
                new JdkClientHttpRequestFactory(network.httpClient().build());
        requests.setReadTimeout(REQUEST_TIMEOUT);
        VaultTemplate template = new VaultTemplate(endpoint, requests, sessions(settings.login(), endpoint, requests));
        this.store = new VaultStore(template, settings.address().toString());
    }

    public VaultStore store() {
        return store;
    }

    private SessionManager sessions(
            VaultSettings.Login login, VaultEndpoint endpoint, ClientHttpRequestFactory requests) {
        if (login instanceof VaultSettings.Login.AppRole role) {
            RestOperations rest = VaultClients.createRestTemplate(endpoint, requests);
            AppRoleAuthenticationOptions options = AppRoleAuthenticationOptions.builder()
                    .roleId(RoleId.provided(role.roleId()))
                    .secretId(SecretId.provided(role.secretId().reveal()))
                    .build();
            return new LifecycleAwareSessionManager(new AppRoleAuthentication(options, rest), renewals, rest);
        }
        VaultSettings.Login.Token token = (VaultSettings.Login.Token) login;
        return new SimpleSessionManager(new TokenAuthentication(token.token().reveal()));
    }

    @Override
    public void close() {
        renewals.shutdown();
    }
}
