// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloister.activities.azure.FakeArm;
import io.cloister.activities.azure.Samples;
import io.cloister.activity.Operation;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.CreatePeering;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.Test;

class NetworkActivitiesTest {

    private static final String OPERATION = "https://management.azure.com/operations/1?t=1&s=signed";
    private static final String NETWORK = Samples.network().resource().id().value();

    private final FakeArm azure = new FakeArm();
    private final NetworkActivitiesImpl activities = new NetworkActivitiesImpl(azure.session());

    @Test
    void returnsTheOperationUrlWholeAsSoonAsAzureHasAccepted() {
        azure.on("PUT", NETWORK, 201, state("Updating"), "Azure-AsyncOperation", OPERATION);

        Operation operation = activities.createVirtualNetwork(Samples.network());

        assertThat(operation.pollUrl()).contains(OPERATION);
        assertThat(operation.kind()).isEqualTo("Microsoft.Network/virtualNetworks PUT");
        assertThat(operation.deletion()).isFalse();
    }

    @Test
    void isCompleteWhereTheBodySaysSoThoughThereIsAnOperationUrl() {
        String balancer = Samples.apiBalancer().resource().id().value();
        azure.on("PUT", balancer, 201, state("Succeeded"), "Azure-AsyncOperation", OPERATION);

        assertThat(activities.createLoadBalancer(Samples.apiBalancer()).pollUrl())
                .isEmpty();
    }

    @Test
    void asksTheResourceItselfWhereAzureGivesNoOperationUrl() {
        azure.on("PUT", NETWORK, 200, state("Updating"));

        assertThat(activities.createVirtualNetwork(Samples.network()).pollUrl()).contains(NETWORK);
    }

    @Test
    void makesNothingTwice() {
        azure.on("GET", NETWORK, 200, ours("Succeeded"));

        assertThat(activities.createVirtualNetwork(Samples.network()).pollUrl()).isEmpty();
        assertThat(azure.writes()).isEmpty();
    }

    @Test
    void takesUpTheWaitForWhatAnEarlierAttemptBegan() {
        azure.on("GET", NETWORK, 200, ours("Updating"));

        assertThat(activities.createVirtualNetwork(Samples.network()).pollUrl()).contains(NETWORK);
        assertThat(azure.writes()).isEmpty();
    }

    @Test
    void triesAgainWhatHasFailed() {
        azure.on("GET", NETWORK, 200, ours("Failed")).on("PUT", NETWORK, 200, state("Succeeded"));

        activities.createVirtualNetwork(Samples.network());

        assertThat(azure.writes()).containsExactly("PUT " + NETWORK);
    }

    @Test
    void refusesANetworkThatBelongsToSomebodyElse() {
        azure.on("GET", NETWORK, 200, "{\"tags\":{\"cloister-plan\":\"plan-2\"}}");

        ApplicationFailure failure = catchThrowableOfType(
                ApplicationFailure.class, () -> activities.createVirtualNetwork(Samples.network()));

        assertThat(failure.getType()).isEqualTo("azure.conflict.notOwned");
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getOriginalMessage()).contains(NETWORK, "plan-2");
        assertThat(azure.writes()).isEmpty();
    }

    @Test
    void neverDeletesWhatIsNotOurs() {
        azure.on("GET", NETWORK, 200, "{\"tags\":{\"owner\":\"them\"}}");

        assertThat(activities.deleteVirtualNetwork(Samples.network()).pollUrl()).isEmpty();
        assertThat(azure.writes()).isEmpty();
    }

    @Test
    void deletesNothingWhereNothingWasMade() {
        Operation operation = activities.deleteVirtualNetwork(Samples.network());

        assertThat(operation).isEqualTo(Operation.complete(ResourceId.of(NETWORK), operation.kind(), true));
        assertThat(azure.writes()).isEmpty();
    }

    @Test
    void deletesWhatIsOursAndReturnsWhereToAsk() {
        azure.on("GET", NETWORK, 200, ours("Succeeded"))
                .on("DELETE", NETWORK, 202, "", "Location", "https://management.azure.com/results/1");

        Operation operation = activities.deleteVirtualNetwork(Samples.network());

        assertThat(operation.pollUrl()).contains("https://management.azure.com/results/1");
        assertThat(operation.deletion()).isTrue();
    }

    @Test
    void waitsForADeletionThatAnswers200WithAnOperationUrl() {
        azure.on("GET", NETWORK, 200, ours("Succeeded"))
                .on("DELETE", NETWORK, 200, "", "Azure-AsyncOperation", OPERATION);

        assertThat(activities.deleteVirtualNetwork(Samples.network()).pollUrl()).contains(OPERATION);
    }

    @Test
    void leavesTheServicesBalancerAsTheCloudControllerHasChangedIt() {
        azure.on("GET", Samples.servicesBalancer().resource().id().value(), 200, ours("Failed"));

        assertThat(activities.createLoadBalancer(Samples.servicesBalancer()).pollUrl())
                .isEmpty();
        assertThat(azure.writes()).isEmpty();
    }

    @Test
    void refusesAPeeringThatLeadsElsewhere() {
        CreatePeering step = new CreatePeering(
                ResourceId.of(NETWORK).child("virtualNetworkPeerings", "to-hub"),
                ResourceId.of(NETWORK),
                Samples.id("Microsoft.Network/virtualNetworks", "hub"));
        azure.on("GET", step.peering().value(), 200, "{\"properties\":{\"remoteVirtualNetwork\":{\"id\":\"other\"}}}");

        ApplicationFailure failure =
                catchThrowableOfType(ApplicationFailure.class, () -> activities.createPeering(step));

        assertThat(failure.getType()).isEqualTo("azure.conflict.notOwned");
        assertThat(activities.deletePeering(step).pollUrl()).isEmpty();
        assertThat(azure.writes()).isEmpty();
    }

    private static String state(String state) {
        return "{\"properties\":{\"provisioningState\":\"" + state + "\"}}";
    }

    private static String ours(String state) {
        return "{" + Samples.OURS + ",\"properties\":{\"provisioningState\":\"" + state + "\"}}";
    }
}
