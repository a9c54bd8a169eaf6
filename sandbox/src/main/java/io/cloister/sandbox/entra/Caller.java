// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.entra;

/** Who a verified token speaks for, and the audience it was issued to. */
public record Caller(String objectId, String clientId, String tenantId, String audience) {}
