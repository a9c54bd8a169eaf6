// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes.webhook;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.Map;

/**
 * Two replicas without root, without a writable file system; on different nodes and in different zones where there are such when they are
 * started, and neither held to it: a cluster may begin with one worker. Evictions take one at a time, and what goes from a lost node starts
 * elsewhere after 30 s and not after Kubernetes' five minutes.
 */
final class WebhookDeployment {

    private static final int PORT = 8443;
    private static final long SECONDS_ON_A_LOST_NODE = 30;

    private WebhookDeployment() {}

    static Deployment of(String image, Map<String, String> labels) {
        return new DeploymentBuilder()
                .withMetadata(WebhookObjects.meta(WebhookObjects.NAME))
                .withNewSpec()
                .withReplicas(2)
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withSpec(pod(image, labels))
                .endTemplate()
                .endSpec()
                .build();
    }

    private static PodSpec pod(String image, Map<String, String> labels) {
        return new PodSpecBuilder()
                .withAutomountServiceAccountToken(false)
                .withTopologySpreadConstraints(
                        spread("kubernetes.io/hostname", labels), spread("topology.kubernetes.io/zone", labels))
                .withTolerations(lost("node.kubernetes.io/not-ready"), lost("node.kubernetes.io/unreachable"))
                .addNewContainer()
                .withName("webhook")
                .withImage(image)
                .withArgs(
                        "--certificate=/etc/webhook/tls/tls.crt",
                        "--key=/etc/webhook/tls/tls.key",
                        "--rules=/etc/webhook/rules/rules.yaml",
                        "--port=" + PORT)
                .addNewPort()
                .withContainerPort(PORT)
                .endPort()
                .withReadinessProbe(probe("/readyz"))
                .withLivenessProbe(probe("/healthz"))
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(65532L)
                .withReadOnlyRootFilesystem(true)
                .withAllowPrivilegeEscalation(false)
                .endSecurityContext()
                .addNewVolumeMount()
                .withName("tls")
                .withMountPath("/etc/webhook/tls")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("rules")
                .withMountPath("/etc/webhook/rules")
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName("tls")
                .withNewSecret()
                .withSecretName(WebhookObjects.NAME + "-tls")
                .endSecret()
                .endVolume()
                .addNewVolume()
                .withName("rules")
                .withNewConfigMap()
                .withName(WebhookObjects.NAME + "-rules")
                .endConfigMap()
                .endVolume()
                .build();
    }

    static PodDisruptionBudget budget(Map<String, String> labels) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(WebhookObjects.meta(WebhookObjects.NAME))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .endSpec()
                .build();
    }

    private static TopologySpreadConstraint spread(String key, Map<String, String> labels) {
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey(key)
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(labels)
                .endLabelSelector()
                .build();
    }

    private static Toleration lost(String taint) {
        return new TolerationBuilder()
                .withKey(taint)
                .withOperator("Exists")
                .withEffect("NoExecute")
                .withTolerationSeconds(SECONDS_ON_A_LOST_NODE)
                .build();
    }

    private static Probe probe(String path) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(PORT))
                .withScheme("HTTPS")
                .endHttpGet()
                .withPeriodSeconds(5)
                .build();
    }
}
