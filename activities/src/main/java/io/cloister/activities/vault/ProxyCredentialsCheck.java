// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import io.cloister.activities.planning.PreflightCheck;
import io.cloister.activities.vault.connection.VaultStore;
import io.cloister.plan.Plan;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.request.ClusterRequest;
import io.cloister.request.Egress;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.util.List;

/** Whether the credentials of a proxy that is not ours are where the request says: nodes would wait for them for ever. */
public final class ProxyCredentialsCheck implements PreflightCheck {

    private static final String SUBJECT = "proxy";

    private final VaultStore vault;

    public ProxyCredentialsCheck(VaultStore vault) {
        this.vault = vault;
    }

    @Override
    public List<Check> check(ClusterRequest request, Plan plan) {
        return request.egress() instanceof Egress.ExistingProxy proxy
                ? proxy.credentials().map(this::check).stream().toList()
                : List.of();
    }

    private Check check(String reference) {
        ProxyLogin login = ProxyLogin.of(reference);
        try {
            return login.read(vault).isEmpty()
                    ? Check.failed(
                            SUBJECT,
                            FailureTypes.VAULT_DENIED,
                            login.path() + " in Vault has no '" + login.userKey() + "' and '" + login.passwordKey()
                                    + "': store the proxy's credentials there, or mend egress.proxy.existing.credentials")
                    : Check.passed(SUBJECT, "the proxy's credentials are in Vault at " + login.path());
        } catch (ApplicationFailure refused) {
            return Check.failed(SUBJECT, refused.getType(), refused.getOriginalMessage());
        }
    }
}
