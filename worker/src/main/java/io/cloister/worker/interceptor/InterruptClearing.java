// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker.interceptor;

import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;

/**
 * Clears the thread's interrupt flag at the end of every activity: with it set, the call that reports the result is
 * aborted and the result lost until the activity times out (sdk-java#731, open in 1.38).
 */
public final class InterruptClearing extends WorkerInterceptorBase {

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            @Override
            public ActivityOutput execute(ActivityInput input) {
                try {
                    return super.execute(input);
                } finally {
                    Thread.interrupted();
                }
            }
        };
    }
}
