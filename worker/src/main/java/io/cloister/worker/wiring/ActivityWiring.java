// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker.wiring;

import java.util.List;
import java.util.Map;

/** Makes the activities that a worker offers out of its environment. */
@FunctionalInterface
public interface ActivityWiring {

    /**
     * @throws IllegalArgumentException where settings are missing or wrong: one line per problem, for people, without secrets
     */
    List<Object> activities(Map<String, String> environment);
}
