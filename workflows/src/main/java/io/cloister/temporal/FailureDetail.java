// SPDX-License-Identifier: Apache-2.0
package io.cloister.temporal;

/**
 * What a failure is about: the details of an {@code ApplicationFailure}. Empty strings where something does not apply.
 *
 * @param resource the Azure id, Vault path or Kubernetes object
 * @param code the other side's own code, such as {@code RequestDisallowedByPolicy}
 * @param requestId Azure's {@code x-ms-request-id}, for its support
 * @param policyAssignment id of the policy assignment that denied
 */
public record FailureDetail(String resource, String code, int httpStatus, String requestId, String policyAssignment) {

    public static FailureDetail of(String resource, String code) {
        return new FailureDetail(resource, code, 0, "", "");
    }
}
