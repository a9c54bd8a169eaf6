// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.plan.AzureResource;
import io.cloister.plan.Ownership;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.CreateManagedIdentity;
import io.cloister.plan.step.CreateRouteTable;
import io.cloister.plan.step.KubernetesAccess;
import io.cloister.plan.step.ProvePrivateService;
import io.cloister.plan.step.Step;
import io.cloister.plan.step.StoreCredentials;
import io.cloister.request.AnnotationRule;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FaultTargetTest {

    @Test
    void failsTheOperationOfAResourceThatTakesItsTime() {
        Fault fault = only(new CreateRouteTable(resource("routes"), "10.0.0.4"));

        assertThat(fault.kind()).isEqualTo("OPERATION_FAILED");
        assertThat(fault.times()).isNull();
        assertThat(hits(fault, id("routes").value())).isTrue();
        assertThat(hits(fault, id("routes-2").value())).isFalse();
    }

    @Test
    void refusesTheRequestOfOneThatIsMadeAtOnce() {
        Fault fault = only(new CreateManagedIdentity(resource("demo-worker")));

        assertThat(fault.kind()).isEqualTo("HTTP_ERROR");
        assertThat(fault.method()).isEqualTo("PUT");
        assertThat(fault.status()).isEqualTo(400);
    }

    @Test
    void failsTheProofAndNotTheWebhookBeforeIt() {
        Step proof = new ProvePrivateService(
                new KubernetesAccess("demo", "https://10.20.1.254:6443", "secret/data/cloister/demo"),
                new AnnotationRule("internal", Map.of(), Map.of("a", "b"), false),
                "10.20.0.0/16");

        assertThat(proof.accept(new FaultTarget()))
                .allMatch(fault -> hits(fault, "/api/v1/namespaces/default/services"))
                .noneMatch(fault -> hits(fault, "/api/v1/namespaces/cloister-system/services/cloister-webhook"));
    }

    @Test
    void leavesVaultReadableForTheUndo() {
        Step step = new StoreCredentials(new Ownership("demo", "plan"), "secret/data/cloister/demo", Map.of(), true);

        assertThat(step.accept(new FaultTarget()))
                .allMatch(fault -> hits(fault, "/v1/secret/data/cloister/demo/settings"))
                .allMatch(fault -> fault.path().startsWith("^/v1/"))
                .noneMatch(fault -> fault.method().equals("GET"))
                .noneMatch(fault -> hits(fault, "/v1/secret/metadata/cloister/demo/settings"));
    }

    private static Fault only(Step step) {
        List<Fault> faults = step.accept(new FaultTarget());
        assertThat(faults).hasSize(1);
        return faults.get(0);
    }

    private static boolean hits(Fault fault, String path) {
        return Pattern.compile(fault.path(), Pattern.CASE_INSENSITIVE)
                .matcher(path)
                .find();
    }

    private static AzureResource resource(String name) {
        return new AzureResource(id(name), "westeurope", Map.of());
    }

    private static ResourceId id(String name) {
        return ResourceId.inGroup("sub", "rg", "Microsoft.Any/things", name);
    }
}
