// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.fault;

import static io.cloister.sandbox.fault.FaultKind.Answer.AS_USUAL;
import static io.cloister.sandbox.fault.FaultKind.Answer.ERROR;
import static io.cloister.sandbox.fault.FaultKind.Answer.LATE;
import static io.cloister.sandbox.fault.FaultKind.Answer.RESET;
import static io.cloister.sandbox.fault.FaultKind.Answer.SILENCE;

import java.util.EnumSet;
import java.util.Set;

/** What can go wrong. {@code docs/sandbox-faults.md} tells what a client sees of each. */
public enum FaultKind {
    HTTP_ERROR(ERROR, false, EnumSet.allOf(Api.class)),
    TOO_MANY_REQUESTS(ERROR, false, EnumSet.allOf(Api.class)),
    SERVER_ERROR(ERROR, false, EnumSet.allOf(Api.class)),
    UNAVAILABLE(ERROR, false, EnumSet.allOf(Api.class)),
    AUTHORIZATION_FAILED(ERROR, false, EnumSet.allOf(Api.class)),
    CONFLICT(ERROR, false, EnumSet.of(Api.ARM, Api.KUBERNETES)),
    ANOTHER_OPERATION_IN_PROGRESS(ERROR, false, EnumSet.of(Api.ARM)),
    RETRYABLE_ERROR(ERROR, false, EnumSet.of(Api.ARM)),
    PRECONDITION_FAILED(ERROR, false, EnumSet.of(Api.ARM)),
    DENIED_BY_POLICY(ERROR, false, EnumSet.of(Api.ARM)),
    QUOTA_EXCEEDED(ERROR, false, EnumSet.of(Api.ARM)),
    RESET_BEFORE(RESET, false, EnumSet.allOf(Api.class)),
    RESET_AFTER(RESET, true, EnumSet.allOf(Api.class)),
    NO_ANSWER(SILENCE, false, EnumSet.allOf(Api.class)),
    NO_ANSWER_AFTER(SILENCE, true, EnumSet.allOf(Api.class)),
    DELAYED(LATE, true, EnumSet.allOf(Api.class)),
    OPERATION_FAILED(AS_USUAL, true, EnumSet.of(Api.ARM)),
    OPERATION_CANCELED(AS_USUAL, true, EnumSet.of(Api.ARM)),
    ALLOCATION_FAILED(AS_USUAL, true, EnumSet.of(Api.ARM)),
    ZONAL_ALLOCATION_FAILED(AS_USUAL, true, EnumSet.of(Api.ARM)),
    OPERATION_GONE(AS_USUAL, true, EnumSet.of(Api.ARM)),
    STUCK(AS_USUAL, true, EnumSet.of(Api.ARM));

    /** What becomes of the answer to the request that is hit. */
    public enum Answer {
        ERROR,
        RESET,
        SILENCE,
        LATE,
        AS_USUAL
    }

    private final Answer answer;
    private final boolean carriedOut;
    private final Set<Api> apis;

    FaultKind(Answer answer, boolean carriedOut, Set<Api> apis) {
        this.answer = answer;
        this.carriedOut = carriedOut;
        this.apis = apis;
    }

    public Answer answer() {
        return answer;
    }

    /** Whether the request is carried out, or at least begun. */
    public boolean isCarriedOut() {
        return carriedOut;
    }

    boolean appliesTo(Api api) {
        return apis.contains(api);
    }

    boolean failsOperation() {
        return switch (this) {
            case OPERATION_FAILED, OPERATION_CANCELED, ALLOCATION_FAILED, ZONAL_ALLOCATION_FAILED -> true;
            default -> false;
        };
    }

    boolean takesStatus() {
        return this == HTTP_ERROR || failsOperation();
    }

    boolean takesText() {
        return answer == ERROR || failsOperation();
    }
}
