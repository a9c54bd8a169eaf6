// SPDX-License-Identifier: Apache-2.0
package io.cloister.activity;

import io.cloister.plan.step.GrantVaultAccess;
import io.cloister.plan.step.StoreCredentials;
import io.temporal.activity.ActivityInterface;

/** What nodes read from Vault, and who may read it. */
@ActivityInterface
public interface VaultActivities {
    void storeCredentials(StoreCredentials step);

    void removeCredentials(StoreCredentials step);

    void grantVaultAccess(GrantVaultAccess step);

    void revokeVaultAccess(GrantVaultAccess step);
}
