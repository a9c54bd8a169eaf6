// SPDX-License-Identifier: Apache-2.0
package io.cloister.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A cluster's name: it begins the name of everything that is created, and of its nodes.
 *
 * <p>Lower-case letters, digits and dashes, at most 24 long: scale-set computer names must fit Linux's 64, and
 * load balancers are told apart by suffix, so names that end like one are refused
 * (the Azure cloud controller adopts {@code <cluster>} and {@code <cluster>-internal}).
 */
public record ClusterName(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,22}[a-z0-9]");
    private static final List<String> RESERVED_ENDINGS = List.of("-api", "-api-public", "-internal");

    public ClusterName {
        problemOf(value).ifPresent(problem -> {
            throw new IllegalArgumentException("cluster name '" + value + "' " + problem);
        });
    }

    @JsonCreator
    public static ClusterName of(String value) {
        return new ClusterName(value);
    }

    /** Why {@code value} cannot be a cluster's name; empty where it can. */
    public static Optional<String> problemOf(String value) {
        if (!FORM.matcher(value).matches()) {
            return Optional.of("must be 2 to 24 lower-case letters, digits and dashes, beginning with a letter");
        }
        return RESERVED_ENDINGS.stream()
                .filter(value::endsWith)
                .findFirst()
                .map(ending -> "must not end in '" + ending + "': a load balancer would be called so");
    }

    @Override
    public String toString() {
        return value;
    }
}
