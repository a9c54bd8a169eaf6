// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes.addons;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.activities.vault.ProxyEnvironment;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.InstallAddOns;
import io.cloister.plan.step.InstallAddOns.CloudConfig;
import io.cloister.plan.step.KubernetesAccess;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddOnsTest {

    private static final ResourceId IDENTITY = new ResourceId("/subscriptions/s/resourceGroups/rg/identity");

    private final List<HasMetadata> objects = new AddOns(new Facts())
            .objects(
                    new InstallAddOns(
                            new KubernetesAccess("demo", "https://10.20.1.254:6443", "secret/data/cloister/demo"),
                            "1.36.2",
                            "10.244.0.0/16",
                            new CloudConfig(
                                    "s",
                                    "rg",
                                    "westeurope",
                                    "demo-vnet",
                                    "workers",
                                    "demo-workers",
                                    IDENTITY,
                                    Map.of("cloister-plan", "plan-1", "cost centre", "a=b,c"))),
                    Optional.of(new ProxyEnvironment(
                            new io.cloister.activities.vault.connection.Secret("http://user:p%40ss@10.20.4.4:3128"),
                            "10.20.0.0/16")));

    @Test
    void bringsWhatNodesStayTaintedWithout() {
        assertThat(objects)
                .extracting(
                        object -> object.getKind() + "/" + object.getMetadata().getName())
                .contains(
                        "Deployment/cloud-controller-manager",
                        "DaemonSet/cloud-node-manager",
                        "DaemonSet/kube-flannel-ds",
                        "Secret/azure-cloud-provider");
    }

    @Test
    void tellsTheControllerItsClusterAndThePodNetworkItsRange() {
        String all = new KubernetesSerialization().asYaml(objects);

        assertThat(all).contains("--cluster-name=demo", "10.244.0.0/16").doesNotContain("${");
    }

    @Test
    void givesTheControllerAManagedIdentityAndNoCredentials() {
        Secret secret = (Secret) objects.get(0);
        String file =
                new String(Base64.getDecoder().decode(secret.getData().get("cloud-config")), StandardCharsets.UTF_8);

        assertThat(file)
                .contains("\"useManagedIdentityExtension\" : true", "\"userAssignedIdentityID\" : \"client-id\"")
                .doesNotContain("aadClientSecret");
    }

    @Test
    void letsTheControllerTagWhatItMakes() {
        Secret secret = (Secret) objects.get(0);

        assertThat(new String(Base64.getDecoder().decode(secret.getData().get("cloud-config")), StandardCharsets.UTF_8)
                        .replaceAll("\\s", ""))
                .contains("\"tagsMap\":{\"cloister-plan\":\"plan-1\",\"costcentre\":\"a=b,c\"}");
    }

    @Test
    void runsTheReleaseOfTheCloudProviderThatMatchesTheCluster() {
        assertThat(new KubernetesSerialization().asYaml(objects))
                .contains("azure-cloud-controller-manager:v1.36.", "azure-cloud-node-manager:v1.36.");
    }

    @Test
    void givesTheControllerTheProxyInASecretAndNowhereElse() {
        Secret egress = (Secret) objects.get(1);

        assertThat(egress.getMetadata().getName()).isEqualTo("cloister-egress");
        assertThat(egress.getData())
                .containsKeys("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy");
        assertThat(new String(Base64.getDecoder().decode(egress.getData().get("HTTPS_PROXY")), StandardCharsets.UTF_8))
                .isEqualTo("http://user:p%40ss@10.20.4.4:3128");
        assertThat(new KubernetesSerialization().asYaml(objects.subList(2, objects.size())))
                .contains("name: \"cloister-egress\"")
                .doesNotContain("p%40ss");
    }

    private static final class Facts implements AzureFacts {
        @Override
        public String tenantId() {
            return "tenant";
        }

        @Override
        public String clientIdOf(ResourceId identity) {
            assertThat(identity).isEqualTo(IDENTITY);
            return "client-id";
        }

        @Override
        public Optional<String> resourceManagerEndpoint() {
            return Optional.empty();
        }
    }
}
