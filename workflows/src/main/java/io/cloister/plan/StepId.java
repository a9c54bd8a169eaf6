// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A step's name within its plan, as {@code --fail-at} and the Temporal UI show it: {@code virtual-network}. */
public record StepId(@JsonValue String value) implements Comparable<StepId> {

    @JsonCreator
    public static StepId of(String value) {
        return new StepId(value);
    }

    @Override
    public int compareTo(StepId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
