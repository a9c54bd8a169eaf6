// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.protocol;

import java.util.Optional;

/** Answers some paths, and leaves the others to the next. */
public interface Route {
    Optional<Reply> answer(Call call);
}
