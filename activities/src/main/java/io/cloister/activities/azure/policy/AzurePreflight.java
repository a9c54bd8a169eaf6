// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.policy;

import io.cloister.activities.azure.arm.AzureFailures;
import io.cloister.activities.azure.arm.AzureSession;
import io.cloister.activities.planning.Questions;
import io.cloister.plan.Plan;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.request.ClusterRequest;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.function.Supplier;

/** Asks Azure about a plan; changes nothing. What cannot be asked is said, and does not keep the rest from being asked. */
public final class AzurePreflight {

    private final GroupCheck group;
    private final RightsCheck rights;
    private final PolicyCheck policy;
    private final CapacityCheck capacity;
    private final NetworkCheck network;

    public AzurePreflight(AzureSession session) {
        this.group = new GroupCheck(session);
        this.rights = new RightsCheck(session.arm());
        this.policy = new PolicyCheck(session.arm());
        this.capacity = new CapacityCheck(session);
        this.network = new NetworkCheck(session);
    }

    /** @throws ApplicationFailure retryable, where Azure cannot be reached: that says nothing about the plan */
    public List<Check> check(ClusterRequest request, Plan plan) {
        List<Supplier<List<Check>>> questions = List.of(
                () -> ask("resource group", plan.resourceGroup(), () -> group.existence(request)),
                () -> ask("rights", plan.resourceGroup(), () -> rights.check(plan)),
                () -> ask("policy", plan.resourceGroup(), () -> policy.check(request, plan)),
                () -> ask("quota", plan.location(), () -> capacity.check(plan)),
                () -> ask("peering", request.network().cidr().value(), () -> network.check(request)));
        return Questions.askAll(questions, Supplier::get).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Check> ask(String subject, String about, Supplier<List<Check>> question) {
        try {
            return AzureFailures.guard("check the " + subject + " of", about, question);
        } catch (ApplicationFailure failure) {
            if (!failure.isNonRetryable()) {
                throw failure;
            }
            return List.of(unanswered(subject, failure));
        }
    }

    /** Who may not even ask will not be allowed to create; any other refusal is of the question, not of the plan. */
    private static Check unanswered(String subject, ApplicationFailure failure) {
        String type = failure.getType();
        boolean refused =
                FailureTypes.AUTHORIZATION_FAILED.equals(type) || FailureTypes.AUTHENTICATION_FAILED.equals(type);
        return refused
                ? Check.failed(subject, type, failure.getOriginalMessage())
                : Check.warning(subject, failure.getOriginalMessage());
    }
}
