// SPDX-License-Identifier: Apache-2.0
package io.cloister.observe;

/**
 * A failure as people and programs read it.
 *
 * @param step id of the step that failed; empty where planning or preflight did
 */
public record FailureView(String step, String type, String message) {}
