// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.core;

import java.time.Duration;

/** Does something later, under the lock that guards what exists. */
@FunctionalInterface
public interface Later {

    /** @param azureTime by Azure's own pace; the sandbox's clock scales it */
    void after(Duration azureTime, Runnable action);
}
