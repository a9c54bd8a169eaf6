// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloister.activities.azure.FakeArm;
import io.cloister.activities.azure.Samples;
import io.cloister.observe.PrivacyReport;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.VerifyPrivate;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectionActivitiesTest {

    private static final String GROUP = "/subscriptions/sub/resourceGroups/rg";
    private static final String NETWORK = GROUP + "/providers/Microsoft.Network/";
    private static final String COMPUTE = GROUP + "/providers/Microsoft.Compute/";
    private static final String EMPTY = "{\"value\":[]}";
    private static final VerifyPrivate STEP = new VerifyPrivate(Samples.OWNERSHIP, "sub", "rg", List.of());

    private final FakeArm azure = new FakeArm();
    private final InspectionActivitiesImpl activities = new InspectionActivitiesImpl(azure.session());

    @Test
    void countsWhatIsOursAmongAllThatIsThere() {
        everything(EMPTY, EMPTY, EMPTY);

        PrivacyReport report = activities.verifyPrivate(STEP);

        assertThat(report.resources()).containsExactly("/ours", "/theirs");
        assertThat(report.owned()).containsExactly("/ours");
        assertThat(report.publicIps()).isZero();
    }

    @Test
    void leavesThePublicIpsOfOthersAlone() {
        everything("{\"value\":[{\"id\":\"/ip\",\"name\":\"their-ip\",\"tags\":{\"owner\":\"them\"}}]}", EMPTY, EMPTY);

        assertThat(activities.verifyPrivate(STEP).publicIps()).isZero();
    }

    @Test
    void failsOnAPublicIpOfOurs() {
        everything("{\"value\":[{\"id\":\"/ip\",\"name\":\"ip\"," + Samples.OURS + "}]}", EMPTY, EMPTY);

        assertThat(failure().getOriginalMessage()).contains("/ip is a public IP");
    }

    @Test
    void acceptsAPublicIpThatThePlanMakes() {
        everything("{\"value\":[{\"id\":\"/ip\",\"name\":\"ip\"," + Samples.OURS + "}]}", EMPTY, EMPTY);
        VerifyPrivate step = new VerifyPrivate(Samples.OWNERSHIP, "sub", "rg", List.of(ResourceId.of("/IP")));

        assertThat(activities.verifyPrivate(step).publicIps()).isEqualTo(1);
    }

    @Test
    void failsOnAPublicFrontendThatTheCloudControllerMade() {
        everything(EMPTY, """
                {"value":[{"id":"/lb","name":"demo","properties":{"frontendIPConfigurations":[
                 {"name":"service","properties":{"publicIPAddress":{"id":"/ip"}}}]}}]}""", EMPTY);

        ApplicationFailure failure = failure();

        assertThat(failure.getType()).isEqualTo("cluster.notPrivate");
        assertThat(failure.getOriginalMessage()).contains("/lb has the public frontend service");
    }

    @Test
    void failsOnInstancesWithPublicAddresses() {
        String set = "{\"value\":[{\"id\":\"/set\",\"name\":\"set\"," + Samples.OURS + "}]}";
        everything(EMPTY, EMPTY, set);
        azure.on("GET", COMPUTE + "virtualMachineScaleSets/set/virtualMachines", 200, """
                {"value":[{"id":"/set/0","properties":{"networkProfileConfiguration":{
                 "networkInterfaceConfigurations":[{"name":"n","properties":{"ipConfigurations":[
                  {"name":"i","properties":{"publicIPAddressConfiguration":{"name":"p"}}}]}}]}}}]}""");

        assertThat(failure().getOriginalMessage()).contains("/set/0 has a public-IP configuration");
    }

    @Test
    void listsWhatIsLeftByThePlansTagAndByTheCloudControllers() {
        azure.on("GET", GROUP + "/resources", 200, """
                {"value":[{"id":"/left","tags":{"cloister-plan":"plan-1","k8s-azure-cluster-name":"demo"}},
                 {"id":"/made-by-controller","tags":{"k8s-azure-cluster-name":"demo"}},
                 {"id":"/of-another-demo","tags":{"cloister-plan":"plan-2","k8s-azure-cluster-name":"demo"}},
                 {"id":"/theirs"}]}""");

        assertThat(activities.listOwnedResources(Samples.OWNERSHIP, "sub", "rg"))
                .containsExactly("/left", "/made-by-controller");
    }

    private ApplicationFailure failure() {
        return catchThrowableOfType(ApplicationFailure.class, () -> activities.verifyPrivate(STEP));
    }

    private void everything(String publicIps, String balancers, String scaleSets) {
        azure.on(
                        "GET",
                        GROUP + "/resources",
                        200,
                        "{\"value\":[{\"id\":\"/ours\"," + Samples.OURS + "},{\"id\":\"/theirs\"}]}")
                .on("GET", NETWORK + "publicIPAddresses", 200, publicIps)
                .on("GET", NETWORK + "loadBalancers", 200, balancers)
                .on("GET", NETWORK + "networkInterfaces", 200, EMPTY)
                .on("GET", COMPUTE + "virtualMachineScaleSets", 200, scaleSets);
    }
}
