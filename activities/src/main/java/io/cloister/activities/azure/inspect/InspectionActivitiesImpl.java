// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.inspect;

import com.azure.resourcemanager.resources.fluent.models.GenericResourceExpandedInner;
import io.cloister.activities.azure.arm.AzureFailures;
import io.cloister.activities.azure.arm.AzureSession;
import io.cloister.activity.InspectionActivities;
import io.cloister.observe.PrivacyReport;
import io.cloister.plan.Ownership;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.VerifyPrivate;
import io.cloister.temporal.FailureDetail;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the resource group as it is, not as the plan says it should be. */
public final class InspectionActivitiesImpl implements InspectionActivities {

    private final AzureSession session;

    public InspectionActivitiesImpl(AzureSession session) {
        this.session = session;
    }

    @Override
    public PrivacyReport verifyPrivate(VerifyPrivate step) {
        return AzureFailures.guard("inspect the resource group", step.resourceGroup(), () -> report(step));
    }

    @Override
    public List<String> listOwnedResources(Ownership ownership, String subscription, String resourceGroup) {
        ClusterParts parts = new ClusterParts(ownership);
        return AzureFailures.guard(
                "list what is left in",
                resourceGroup,
                () -> all(subscription, resourceGroup)
                        .filter(resource -> parts.contains(resource.tags()))
                        .map(GenericResourceExpandedInner::id)
                        .toList());
    }

    /** Without a filter: Azure leaves the tags out of what it has filtered by a tag (Azure docs, Resources - List). */
    private Stream<GenericResourceExpandedInner> all(String subscription, String resourceGroup) {
        return session.resources(subscription).getResources().listByResourceGroup(resourceGroup).stream();
    }

    private PrivacyReport report(VerifyPrivate step) {
        ClusterParts parts = new ClusterParts(step.ownership());
        List<GenericResourceExpandedInner> all =
                all(step.subscription(), step.resourceGroup()).toList();
        List<PublicExposure.Finding> found = new PublicExposure(
                        session.network(step.subscription()), session.compute(step.subscription()), parts)
                .in(step.resourceGroup());
        List<PublicExposure.Finding> unexpected = found.stream()
                .filter(finding -> !isExpected(finding, step.expectedPublicIps()))
                .toList();
        if (!unexpected.isEmpty()) {
            throw notPrivate(step, unexpected);
        }
        return new PrivacyReport(
                all.stream().map(GenericResourceExpandedInner::id).toList(),
                all.stream()
                        .filter(resource -> parts.owns(resource.tags()))
                        .map(GenericResourceExpandedInner::id)
                        .toList(),
                found.size());
    }

    private static boolean isExpected(PublicExposure.Finding finding, List<ResourceId> expected) {
        return expected.stream().anyMatch(id -> id.value().equalsIgnoreCase(finding.publicIp()));
    }

    private static ApplicationFailure notPrivate(VerifyPrivate step, List<PublicExposure.Finding> findings) {
        String list = findings.stream().map(Object::toString).collect(Collectors.joining("; "));
        return ApplicationFailure.newBuilder()
                .setType(FailureTypes.NOT_PRIVATE)
                .setMessage("The cluster " + step.ownership().cluster() + " is not private: " + list
                        + ". Find out who added this (a Service without the internal annotation?) and remove it.")
                .setNonRetryable(true)
                .setDetails(FailureDetail.of(findings.get(0).resource(), ""))
                .build();
    }
}
