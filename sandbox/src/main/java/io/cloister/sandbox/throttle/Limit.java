// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.throttle;

import io.cloister.sandbox.resource.ArmError;
import java.util.function.LongFunction;

/**
 * One bucket that a request takes from.
 *
 * @param key which bucket
 * @param header where the answer shows what is left; empty for nowhere
 * @param label in front of the number, such as {@code Microsoft.Compute/PutVMResource;}
 * @param refusal given the seconds to wait
 */
record Limit(String key, Rate rate, String header, String label, LongFunction<ArmError> refusal) {}
