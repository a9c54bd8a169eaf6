// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.observe.ServiceProof;
import io.cloister.plan.step.ProvePrivateService;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.Test;

class PrivateServiceTest extends ClusterFixture {

    private static final String SERVICES = "/api/v1/namespaces/default/services";
    private static final String PROOF = SERVICES + "/cloister-proof";

    @Test
    void provesThatAServiceBecomesPrivateAndLeavesNoneBehind() {
        publishKubeconfig();
        cluster.annotateServices(RULE.annotations());
        meanwhile.add(() -> address("10.20.3.250"));
        meanwhile.add(() -> cluster.remove(PROOF));

        ServiceProof proof = prove();

        assertThat(proof).isEqualTo(new ServiceProof(RULE.annotations(), "10.20.3.250"));
        assertThat(cluster.changes())
                .containsExactly("POST " + SERVICES + "?dryRun=All", "POST " + SERVICES, "DELETE " + PROOF);
        assertThat(meanwhile).isEmpty();
    }

    @Test
    void makesNoServiceWhereTheWebhookAddsNothing() {
        publishKubeconfig();

        ApplicationFailure failure = failure(this::prove);

        assertThat(failure.getType()).isEqualTo(FailureTypes.SERVICE_NOT_PRIVATE);
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getOriginalMessage()).contains("the webhook adds {} to a LoadBalancer Service");
        assertThat(cluster.changes()).containsExactly("POST " + SERVICES + "?dryRun=All");
    }

    @Test
    void takesAServiceWithAPublicAddressAwayBeforeItFails() {
        publishKubeconfig();
        cluster.annotateServices(RULE.annotations());
        meanwhile.add(() -> address("20.1.2.3"));
        meanwhile.add(() -> cluster.remove(PROOF));

        ApplicationFailure failure = failure(this::prove);

        assertThat(failure.getType()).isEqualTo(FailureTypes.SERVICE_NOT_PRIVATE);
        assertThat(failure.getOriginalMessage()).contains("the address 20.1.2.3, which is not in 10.20.0.0/16");
        assertThat(cluster.object(PROOF)).isNull();
    }

    @Test
    void passesOnWhatTheCloudControllerComplainsOf() {
        publishKubeconfig();
        cluster.annotateServices(RULE.annotations());
        cluster.put(
                "/api/v1/namespaces/default/events/one",
                "{kind: Event, apiVersion: v1, type: Warning, reason: SyncLoadBalancerFailed, message: no right,"
                        + " metadata: {name: one}, involvedObject: {name: cloister-proof}}");

        assertThat(failure(this::prove).getOriginalMessage())
                .isEqualTo("the Service cloister-proof has no address: SyncLoadBalancerFailed: no right");
    }

    @Test
    void goesOnWithTheServiceOfAnEarlierAttempt() {
        publishKubeconfig();
        cluster.annotateServices(RULE.annotations());
        cluster.put(PROOF, "{kind: Service, apiVersion: v1, metadata: {name: cloister-proof, namespace: default}}");
        address("10.20.3.250");
        meanwhile.add(() -> cluster.remove(PROOF));

        assertThat(prove().address()).isEqualTo("10.20.3.250");
        assertThat(cluster.changes()).doesNotContain("POST " + SERVICES);
    }

    @Test
    void makesItsOwnServiceOnceTheOneThatAnEarlierAttemptDeletesIsGone() {
        publishKubeconfig();
        cluster.annotateServices(RULE.annotations());
        cluster.put(
                PROOF,
                "{kind: Service, apiVersion: v1, metadata: {name: cloister-proof, namespace: default,"
                        + " deletionTimestamp: '2026-11-23T10:00:00Z'}}");
        meanwhile.add(() -> cluster.remove(PROOF));
        meanwhile.add(() -> address("10.20.3.251"));
        meanwhile.add(() -> cluster.remove(PROOF));

        assertThat(prove().address()).isEqualTo("10.20.3.251");
        assertThat(cluster.changes()).contains("POST " + SERVICES);
    }

    @Test
    void tellsARefusalFromSilence() {
        publishKubeconfig();
        cluster.refuseWith(403);
        ApplicationFailure refused = failure(this::prove);
        assertThat(refused.getType()).isEqualTo(FailureTypes.KUBERNETES_REJECTED);
        assertThat(refused.isNonRetryable()).isTrue();
        assertThat(refused.getOriginalMessage()).endsWith("refuses with 403: refused in this test");

        cluster.refuseWith(503);
        ApplicationFailure busy = failure(this::prove);
        assertThat(busy.getType()).isEqualTo(FailureTypes.KUBERNETES_UNAVAILABLE);
        assertThat(busy.isNonRetryable()).isFalse();

        cluster.close();
        assertThat(failure(this::prove).getOriginalMessage())
                .contains("does not answer", "check the way to it (peering, security group, CLOISTER_PRIVATE_PROXY)");
    }

    private ServiceProof prove() {
        return activities.provePrivateService(new ProvePrivateService(access, RULE, "10.20.0.0/16"));
    }

    private void address(String ip) {
        cluster.object(PROOF)
                .withObject("/status/loadBalancer")
                .putArray("ingress")
                .addObject()
                .put("ip", ip);
    }
}
