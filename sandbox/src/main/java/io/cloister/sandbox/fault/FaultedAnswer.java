// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.fault;

import io.cloister.sandbox.protocol.ArmResponse;
import java.util.function.Supplier;

/** What a client gets of an answer that a fault is meant for, whichever server it comes from. */
public final class FaultedAnswer {

    private FaultedAnswer() {}

    /**
     * @param refusal the answer that says no, for those kinds that have one
     * @param usual carries the request out; not asked where the fault comes before that
     */
    public static ArmResponse of(FaultRule rule, Supplier<ArmResponse> refusal, Supplier<ArmResponse> usual) {
        ArmResponse answer = rule.kind().isCarriedOut() ? usual.get() : null;
        return switch (rule.kind().answer()) {
            case ERROR -> refusal.get();
            case RESET -> ArmResponse.reset();
            case SILENCE -> ArmResponse.silence(rule.delay());
            case LATE -> answer.delayed(rule.delay());
            case AS_USUAL -> answer;
        };
    }
}
