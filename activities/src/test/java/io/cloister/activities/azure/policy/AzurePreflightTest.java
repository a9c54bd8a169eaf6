// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.activities.azure.FakeArm;
import io.cloister.activities.azure.Samples;
import io.cloister.plan.Plan;
import io.cloister.plan.PlannedStep;
import io.cloister.plan.ResourceId;
import io.cloister.plan.StepId;
import io.cloister.plan.step.CreatePeering;
import io.cloister.plan.step.Step;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.preflight.PreflightReport.Verdict;
import io.cloister.request.AccessPoint;
import io.cloister.request.Cidr;
import io.cloister.request.ClusterName;
import io.cloister.request.ClusterRequest;
import io.cloister.request.Egress;
import io.cloister.request.NetworkRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AzurePreflightTest {

    private static final String GROUP = "/subscriptions/sub/resourceGroups/rg";
    private static final String HUB =
            "/subscriptions/sub/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub";
    private static final String RIGHTS = "/providers/Microsoft.Authorization/permissions";
    private static final String RESTRICTIONS = GROUP + "/providers/Microsoft.PolicyInsights/checkPolicyRestrictions";
    private static final String COMPUTE = "/subscriptions/sub/providers/Microsoft.Compute/";
    private static final String USAGES = COMPUTE + "locations/westeurope/usages";
    private static final String DENIED = """
            {"contentEvaluationResult":{"policyEvaluations":[{"policyInfo":{"policyDefinitionId":"/definitions/d",
             "policyAssignmentId":"/assignments/a"},"evaluationResult":"NonCompliant",
             "effectDetails":{"policyEffect":"Deny"}}]}}""";
    private static final String ALLOWED = "{\"contentEvaluationResult\":{\"policyEvaluations\":[]}}";
    private static final String SIZES = """
            {"value":[{"resourceType":"virtualMachines","name":"Standard_D4s_v5","family":"standardDSv5Family",
             "locationInfo":[{"location":"westeurope","zones":["1","2","3"]}],
             "capabilities":[{"name":"vCPUs","value":"4"}],"restrictions":[]}]}""";

    @Test
    void passesWhereNothingStandsInTheWay() {
        FakeArm azure = willing().on("POST", RESTRICTIONS, 200, ALLOWED).on("POST", RESTRICTIONS, 200, DENIED);

        List<Check> checks = check(azure, Samples.scaleSet());

        assertThat(checks).extracting(Check::verdict).containsOnly(Verdict.PASSED);
        assertThat(checks).anyMatch(check -> check.message().contains("public IPs are denied here by assignment"));
    }

    @Test
    void namesTheResourceAndTheAssignmentThatDeniesIt() {
        List<Check> failures = failures(willing().on("POST", RESTRICTIONS, 200, DENIED));

        assertThat(failures).singleElement().satisfies(check -> {
            assertThat(check.failureType()).isEqualTo("azure.policy.denied");
            assertThat(check.message()).contains("demo-workers", "/assignments/a", "/definitions/d");
        });
    }

    @Test
    void warnsWherePublicIpsAreNotDenied() {
        List<Check> checks = check(willing().on("POST", RESTRICTIONS, 200, ALLOWED), Samples.scaleSet());

        assertThat(checks)
                .filteredOn(check -> check.verdict() == Verdict.WARNING)
                .singleElement()
                .satisfies(check -> assertThat(check.message()).contains("No policy denies public IPs"));
    }

    @Test
    void refusesMoreCoresThanTheQuotaHasLeft() {
        FakeArm azure = answering(usages(95), "\"*\"", "10.0.0.0/16").on("POST", RESTRICTIONS, 200, ALLOWED);

        assertThat(failures(azure)).singleElement().satisfies(check -> {
            assertThat(check.failureType()).isEqualTo("azure.quota.exceeded");
            assertThat(check.message()).contains("12 cores", "5 of 100");
        });
    }

    @Test
    void refusesASizeThatIsNotOffered() {
        FakeArm azure = willing().on("POST", RESTRICTIONS, 200, ALLOWED);

        assertThat(check(azure, Samples.proxy()))
                .filteredOn(check -> check.verdict() == Verdict.FAILED)
                .singleElement()
                .satisfies(check -> assertThat(check.message()).contains("Standard_B2s"));
    }

    @Test
    void namesTheRightsThatAreMissing() {
        FakeArm azure = answering(usages(0), "\"Microsoft.Network/*\",\"*/read\",\"*/write\"", "10.0.0.0/16")
                .on("POST", RESTRICTIONS, 200, ALLOWED);

        assertThat(failures(azure)).singleElement().satisfies(check -> {
            assertThat(check.failureType()).isEqualTo("azure.authorization.failed");
            assertThat(check.message())
                    .contains("may not do this in " + GROUP + ": Microsoft.Compute/virtualMachineScaleSets/delete,"
                            + " Microsoft.ManagedIdentity/userAssignedIdentities/assign/action.")
                    .contains("Contributor");
        });
    }

    @Test
    void asksForTheOtherSidesConsentToAPeering() {
        ResourceId ours = Samples.id("Microsoft.Network/virtualNetworks", "demo");
        ResourceId hub = ResourceId.of(HUB);
        CreatePeering back = new CreatePeering(hub.child("virtualNetworkPeerings", "demo"), hub, ours);
        CreatePeering out = new CreatePeering(ours.child("virtualNetworkPeerings", "hub"), ours, hub);
        FakeArm azure = willing()
                .on("POST", RESTRICTIONS, 200, ALLOWED)
                .on("GET", HUB + RIGHTS, 200, "{\"value\":[{\"actions\":[\"*/read\"]}]}");

        assertThat(check(azure, out, back))
                .filteredOn(check -> check.verdict() == Verdict.FAILED)
                .singleElement()
                .satisfies(check -> assertThat(check.message())
                        .contains("in " + HUB + ": Microsoft.Network/virtualNetworks/peer/action,"
                                + " Microsoft.Network/virtualNetworks/virtualNetworkPeerings/delete,"
                                + " Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write. Give it Network"));
    }

    @Test
    void readsAllPagesOfTheRights() {
        FakeArm azure = willing()
                .on("POST", RESTRICTIONS, 200, ALLOWED)
                .on("GET", HUB + RIGHTS, 200, "{\"value\":[],\"nextLink\":\"https://management.azure.com/more\"}")
                .on("GET", "/more", 200, "{\"value\":[{\"actions\":[\"*\"]}]}");
        ResourceId hub = ResourceId.of(HUB);

        assertThat(check(azure, new CreatePeering(hub.child("virtualNetworkPeerings", "demo"), hub, Samples.SUBNET)))
                .extracting(Check::verdict)
                .doesNotContain(Verdict.FAILED);
    }

    @Test
    void refusesAHubThatOverlapsTheCluster() {
        FakeArm azure = answering(usages(0), "\"*\"", "10.0.0.0/8").on("POST", RESTRICTIONS, 200, ALLOWED);

        assertThat(failures(azure))
                .singleElement()
                .satisfies(check -> assertThat(check.message()).contains("10.20.0.0/16 overlaps 10.0.0.0/8"));
    }

    @Test
    void refusesAVaultThatNoNodeCanReach() {
        FakeArm azure = answering(usages(0), "\"*\"", "10.1.0.0/16").on("POST", RESTRICTIONS, 200, ALLOWED);

        assertThat(failures(azure)).singleElement().satisfies(check -> {
            assertThat(check.failureType()).isEqualTo("vault.unavailable");
            assertThat(check.message()).contains("10.0.0.10", "network.peerings");
        });
    }

    @Test
    void saysOnceThatItMayNotAsk() {
        FakeArm azure = willing().on("POST", RESTRICTIONS, 403, "{\"error\":{\"code\":\"AuthorizationFailed\"}}");

        assertThat(failures(azure))
                .singleElement()
                .satisfies(check -> assertThat(check.failureType()).isEqualTo("azure.authorization.failed"));
    }

    private static List<Check> failures(FakeArm azure) {
        return check(azure, Samples.scaleSet()).stream()
                .filter(check -> check.verdict() == Verdict.FAILED)
                .toList();
    }

    private static List<Check> check(FakeArm azure, Step... steps) {
        List<PlannedStep> planned = Stream.of(steps)
                .map(step -> new PlannedStep(StepId.of("step"), List.of(), step))
                .toList();
        Plan plan =
                new Plan(Samples.OWNERSHIP, "sub", "rg", "westeurope", "10.20.2.250", planned, List.of(), List.of());
        return new AzurePreflight(azure.session()).check(request(), plan);
    }

    private static FakeArm willing() {
        return answering(usages(0), "\"*\"", "10.0.0.0/16");
    }

    private static FakeArm answering(String usages, String actions, String hubRange) {
        return new FakeArm()
                .on("GET", "/subscriptions/sub/resourcegroups/rg", 200, "{\"location\":\"westeurope\"}")
                .on("GET", GROUP + RIGHTS, 200, "{\"value\":[{\"actions\":[" + actions + "],\"notActions\":[]}]}")
                .on("GET", COMPUTE + "skus", 200, SIZES)
                .on("GET", USAGES, 200, usages)
                .on(
                        "GET",
                        HUB,
                        200,
                        "{\"properties\":{\"addressSpace\":{\"addressPrefixes\":[\"" + hubRange + "\"]}}}");
    }

    private static String usages(int used) {
        return """
                {"value":[{"limit":100,"currentValue":%d,"unit":"Count","name":{"value":"cores"}},
                 {"limit":100,"currentValue":0,"unit":"Count","name":{"value":"standardDSv5Family"}}]}""".formatted(used);
    }

    private static ClusterRequest request() {
        return new ClusterRequest(
                ClusterName.of("demo"),
                new ClusterRequest.AzurePlacement(
                        "sub", "rg", "westeurope", new ClusterRequest.Image("c", "o", "s", "latest")),
                List.of(AccessPoint.PRIVATE),
                new ClusterRequest.ApiServer(List.of(AccessPoint.PRIVATE), List.of()),
                new NetworkRequest(
                        Cidr.of("10.20.0.0/16"),
                        Cidr.of("10.20.1.0/24"),
                        Cidr.of("10.20.2.0/24"),
                        Optional.empty(),
                        List.of(new NetworkRequest.Peering("hub", HUB))),
                new Egress.ExistingProxy("http://proxy.corp.example:3128", Optional.empty()),
                new ClusterRequest.VaultRequest("https://10.0.0.10:8200", "secret", "jwt", "api://cloister"),
                List.of(),
                new ClusterRequest.KubernetesRequest(
                        "kubeadm", "1.34.1", Cidr.of("10.244.0.0/16"), Cidr.of("10.96.0.0/16")),
                List.of(),
                Map.of(),
                ClusterRequest.Timeouts.DEFAULT);
    }
}
