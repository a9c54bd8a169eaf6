// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The policies there are at the time, as resources.
 *
 * @param definitions finds a policy definition or policy set definition by its id
 */
public record Policies(
        Function<String, Optional<ObjectNode>> definitions,
        Supplier<List<ObjectNode>> assignments,
        Supplier<List<ObjectNode>> exemptions) {}
