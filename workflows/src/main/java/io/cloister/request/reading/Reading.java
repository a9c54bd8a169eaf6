// SPDX-License-Identifier: Apache-2.0
package io.cloister.request.reading;

import io.cloister.request.ClusterRequest;
import io.cloister.request.Violation;
import java.util.List;

/** What came of reading a request. */
public sealed interface Reading {

    record Valid(ClusterRequest request) implements Reading {}

    record Invalid(List<Violation> violations) implements Reading {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }
}
