// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker.wiring;

import io.cloister.activities.azure.arm.AzureSettings;
import io.cloister.activities.azure.identity.Principals;
import io.cloister.activities.kubernetes.addons.AzureFacts;
import io.cloister.plan.ResourceId;
import java.util.Optional;

/** Tells the cluster's cloud controller what this worker knows of Azure. */
record CloudControllerFacts(AzureSettings settings, Principals principals) implements AzureFacts {

    @Override
    public String tenantId() {
        return settings.tenantId().orElse("");
    }

    @Override
    public String clientIdOf(ResourceId identity) {
        return principals.clientId(identity);
    }

    @Override
    public Optional<String> resourceManagerEndpoint() {
        return Optional.of(settings.armEndpoint());
    }
}
