// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes.webhook;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;

/** Two replicas on different nodes where there are two, without root, without a writable file system. */
final class WebhookDeployment {

    private static final int PORT = 8443;

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
                .withSpec(pod(image))
                .endTemplate()
                .endSpec()
                .build();
    }

    private static PodSpec pod(String image) {
        return new PodSpecBuilder()
                .withAutomountServiceAccountToken(false)
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
