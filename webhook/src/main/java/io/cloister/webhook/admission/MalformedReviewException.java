// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.admission;

/** The request is no AdmissionReview that this webhook understands. */
public final class MalformedReviewException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedReviewException(String message) {
        super(message);
    }
}
