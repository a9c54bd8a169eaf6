// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster.cloud;

/** Azure did not do what the cloud controller asked of it. */
final class CloudFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param reason as it appears in the Service's events */
    CloudFailure(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
