// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.activity.Operation;
import io.cloister.observe.PrivacyReport;
import io.cloister.observe.ServiceProof;
import java.util.Optional;

/** What steps found out that the result of an execution tells. */
final class Findings {

    private ServiceProof proof;
    private PrivacyReport privacy;

    Optional<Operation> proved(ServiceProof found) {
        proof = found;
        return Optional.empty();
    }

    Optional<Operation> verified(PrivacyReport found) {
        privacy = found;
        return Optional.empty();
    }

    Optional<ServiceProof> proof() {
        return Optional.ofNullable(proof);
    }

    Optional<PrivacyReport> privacy() {
        return Optional.ofNullable(privacy);
    }
}
