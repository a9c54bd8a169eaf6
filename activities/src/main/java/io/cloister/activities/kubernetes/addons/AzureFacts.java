// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes.addons;

import io.cloister.plan.ResourceId;
import java.util.Optional;

/** What the cloud controller must know and only Azure or this worker's own settings tell. */
public interface AzureFacts {

    String tenantId();

    /** The client id by which a machine asks for a token of this identity. */
    String clientIdOf(ResourceId identity);

    /** Another Resource Manager than Azure's public one, such as a sovereign cloud's. */
    Optional<String> resourceManagerEndpoint();
}
