// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.protocol;

/** How an operation is to fail that was accepted. */
public record OperationFailure(int status, String code, String message) {}
