// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.making;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cloister.egress.MachineGroup;
import io.cloister.egress.WayOut;
import io.cloister.plan.Plan;
import io.cloister.plan.PlanRefused;
import io.cloister.plan.PlannedStep;
import io.cloister.plan.StepId;
import io.cloister.plan.step.CreateLoadBalancer;
import io.cloister.plan.step.CreatePeering;
import io.cloister.plan.step.CreateVirtualNetwork;
import io.cloister.plan.step.ProvePrivateService;
import io.cloister.plan.step.Step;
import io.cloister.plan.step.StoreCredentials;
import io.cloister.request.Examples;
import io.cloister.temporal.Payloads;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final String PLAN_ID = "0b8a6a34-5d5e-4d5a-9a53-0d9c8f3f7a11";

    private static final String INTERNAL = "service.beta.kubernetes.io/azure-load-balancer-internal";

    private final Plan plan = Planner.plan(Examples.request(), PLAN_ID);

    @Test
    void isTheSameForTheSameRequestAndPlanId() {
        assertThat(Planner.plan(Examples.request(), PLAN_ID)).isEqualTo(plan);
    }

    @Test
    void plansNothingPublicForAPrivateCluster() {
        assertThat(ids(plan)).noneMatch(id -> id.contains("public"));
    }

    @Test
    void putsNoBarrierBetweenControlPlaneAndWorkers() {
        assertThat(dependencies("scale-set-general")).doesNotContain("scale-set-control-plane", "api-server", "proxy");
        assertThat(dependencies("scale-set-control-plane")).doesNotContain("proxy");
    }

    @Test
    void opensDefaultOutboundAccessOnTheProxysSubnetAlone() {
        CreateVirtualNetwork network = (CreateVirtualNetwork) step("virtual-network");

        assertThat(network.subnets())
                .extracting(CreateVirtualNetwork.Subnet::name, CreateVirtualNetwork.Subnet::defaultOutboundAccess)
                .containsExactly(tuple("control-plane", false), tuple("workers", false), tuple("proxy", true));
        assertThat(plan.warnings()).singleElement().asString().contains("default outbound access");
    }

    @Test
    void makesBothHalvesOfThePeering() {
        assertThat(ids(plan)).contains("peering-hub-out", "peering-hub-in");
    }

    @Test
    void peersWithTwoNetworksUnderTwoNames() {
        Plan twice = Planner.plan(
                Examples.request(Examples.privateCluster()
                        .replaceAll("(?s)(    - name: )hub\n(.*?/vnet-)hub\n", "$0$1shared\n$2shared\n")),
                PLAN_ID);

        assertThat(twice.steps().stream()
                        .map(PlannedStep::step)
                        .filter(CreatePeering.class::isInstance)
                        .map(step -> ((CreatePeering) step).peering()))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesControlPlaneNodesThatNoOutboundRuleServes() {
        String yaml = Examples.publicCluster()
                .replaceFirst("\\[public]", "[private, public]")
                .replaceFirst("accessPoints: \\[public]", "accessPoints: [private]");

        assertThatThrownBy(() -> Planner.plan(Examples.request(yaml), PLAN_ID))
                .isInstanceOf(PlanRefused.class)
                .hasMessageContaining("the machines of 'control-plane' would have no way out");
    }

    @Test
    void saysOfEveryGroupOfMachinesHowItGetsOut() {
        assertThat(plan.machines())
                .extracting(MachineGroup::name, MachineGroup::wayOut)
                .containsExactly(
                        tuple("control-plane", WayOut.PROXY),
                        tuple("general", WayOut.PROXY),
                        tuple("memory", WayOut.PROXY),
                        tuple("proxy", WayOut.DEFAULT_OUTBOUND));
    }

    @Test
    void sendsTheProxyThroughAFirewallWhereTheRequestSaysSo() {
        Plan routed = Planner.plan(
                Examples.request(Examples.privateCluster()
                        .replaceAll("wayOut: defaultOutbound.*", "wayOut: {firewall: {nextHop: 10.0.0.5}}")),
                PLAN_ID);

        assertThat(routed.machines()).last().extracting(MachineGroup::wayOut).isEqualTo(WayOut.ROUTE_TABLE);
        assertThat(routed.warnings()).isEmpty();
        assertThat(ids(routed)).contains("route-table");
    }

    @Test
    void plansPublicAddressesWhereTheRequestAsksForThem() {
        Plan open = Planner.plan(Examples.request(Examples.publicCluster()), PLAN_ID);

        assertThat(ids(open)).contains("public-ip-api", "public-ip-services", "load-balancer-api-public");
        assertThat(open.machines()).extracting(MachineGroup::wayOut).containsOnly(WayOut.OUTBOUND_RULE);
        assertThat(open.warnings()).isEmpty();
    }

    @Test
    void warnsOfAnApiServerThatIsOpenToEverybody() {
        Plan open = Planner.plan(
                Examples.request(Examples.publicCluster().replaceAll("  allowedSources: .*\n", "")), PLAN_ID);

        assertThat(open.warnings())
                .singleElement()
                .asString()
                .contains("the API server is open to the whole internet", "apiServer.allowedSources");
    }

    @Test
    void namesTheServicesBalancerAsTheCloudControllerLooksForIt() {
        CreateLoadBalancer services = (CreateLoadBalancer) step("load-balancer-services");

        assertThat(services.resource().id().name()).isEqualTo("demo-internal");
        assertThat(services.pool()).isEqualTo("demo");
    }

    @Test
    void takesTheServicesBalancerAwayAfterTheControlPlaneWhoseControllerWouldMakeItAgain() {
        assertThat(dependencies("scale-set-control-plane")).contains("load-balancer-services");
    }

    @Test
    void provesTheRuleThatMakesServicesPrivateAndNoOther() {
        Plan labelled = planOf(
                Examples.privateCluster()
                        .replace(
                                "serviceAnnotations:\n",
                                "serviceAnnotations:\n  - name: team\n    selector: {team: blue}\n    annotations: {team: blue}\n"));

        ProvePrivateService proof = (ProvePrivateService)
                labelled.step(new StepId("service-proof")).orElseThrow().step();
        assertThat(proof.rule().annotations()).containsKey(INTERNAL);
    }

    @Test
    void warnsWhereNoRuleMakesServicesPrivate() {
        Plan unproved = planOf(Examples.privateCluster().replace(INTERNAL, "example.com/team"));

        assertThat(ids(unproved)).contains("webhook").doesNotContain("service-proof");
        assertThat(unproved.warnings()).anyMatch(warning -> warning.contains(INTERNAL));
    }

    @Test
    void putsPrivateFrontendsIntoTheZonesOfTheirMachines() {
        assertThat(frontendZones(Examples.privateCluster())).containsExactly("1", "2", "3");
        assertThat(frontendZones(Examples.privateCluster().replaceAll("zones: \\[.*?]", "zones: [\"2\"]")))
                .containsExactly("2");
        assertThat(frontendZones(Examples.privateCluster().replaceAll("zones: \\[.*?]", "zones: []")))
                .isEmpty();
    }

    private static List<String> frontendZones(String yaml) {
        CreateLoadBalancer balancer = (CreateLoadBalancer) planOf(yaml)
                .step(new StepId("load-balancer-services"))
                .orElseThrow()
                .step();
        return balancer.frontend().zones();
    }

    private static Plan planOf(String yaml) {
        return Planner.plan(Examples.request(yaml), PLAN_ID);
    }

    @Test
    void putsNothingSecretIntoTheNodesSettings() {
        StoreCredentials credentials = (StoreCredentials) step("credentials");

        assertThat(credentials.settings().get("noProxy"))
                .contains("169.254.169.254", "168.63.129.16", "10.20.0.0/16", "10.0.0.10", plan.apiServerAddress());
        assertThat(credentials.settings().keySet()).noneMatch(key -> key.contains("password"));
    }

    @Test
    void survivesTheWayThroughTemporal() throws JsonProcessingException {
        String json = Payloads.mapper().writeValueAsString(plan);

        assertThat(Payloads.mapper().readValue(json, Plan.class)).isEqualTo(plan);
    }

    private Step step(String id) {
        return plan.step(new StepId(id)).orElseThrow().step();
    }

    private List<String> dependencies(String id) {
        return plan.step(new StepId(id)).orElseThrow().dependsOn().stream()
                .map(StepId::value)
                .toList();
    }

    private static List<String> ids(Plan plan) {
        return plan.steps().stream().map(step -> step.id().value()).toList();
    }
}
