// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes.webhook;

import io.cloister.request.AnnotationRule;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The webhook's Kubernetes objects, by the names of docs/nodes.md. */
public final class WebhookObjects {

    static final String NAMESPACE = "cloister-system";
    static final String NAME = "cloister-webhook";

    private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/name", NAME);

    private final WebhookImage image;
    private final Clock clock;
    private final SecureRandom random;

    public WebhookObjects(WebhookImage image, Clock clock, SecureRandom random) {
        this.image = image;
        this.clock = clock;
        this.random = random;
    }

    /** The one that is there, while it is usable; otherwise a new one. */
    public WebhookCertificate certificate(KubernetesClient client) {
        Secret there =
                client.secrets().inNamespace(NAMESPACE).withName(NAME + "-tls").get();
        return Optional.ofNullable(there)
                .map(Secret::getData)
                .map(data -> new WebhookCertificate(text(data, "ca.crt"), text(data, "tls.crt"), text(data, "tls.key")))
                .filter(certificate -> certificate.isUsable(clock))
                .orElseGet(() -> WebhookCertificate.issue(clock, random));
    }

    /** What must run before the API server is told to call it. */
    public List<HasMetadata> program(WebhookCertificate certificate, List<AnnotationRule> rules) {
        return List.of(
                namespace(),
                secret(certificate),
                rules(rules),
                service(),
                WebhookDeployment.budget(LABELS),
                WebhookDeployment.of(image.name().orElse(""), LABELS));
    }

    /** Empty once a replica is available. */
    public Optional<String> unavailable(KubernetesClient client) {
        Deployment deployment = client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(NAME)
                .get();
        boolean available = deployment != null
                && deployment.getStatus() != null
                && Optional.ofNullable(deployment.getStatus().getAvailableReplicas())
                                .orElse(0)
                        > 0;
        return available
                ? Optional.empty()
                : Optional.of("no replica of the webhook is available: look at the pods of " + NAMESPACE + " (image "
                        + image.name().orElse("unknown") + ")");
    }

    /**
     * Services only, so that a webhook that is down holds up nothing else; it fails closed, because a Service that slipped through
     * would ask for a public address.
     */
    public HasMetadata configuration(WebhookCertificate certificate) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withLabels(LABELS)
                .endMetadata()
                .addNewWebhook()
                .withName("services.cloister.io")
                .withAdmissionReviewVersions("v1")
                .withSideEffects("None")
                .withTimeoutSeconds(3)
                .withFailurePolicy("Fail")
                .withReinvocationPolicy("IfNeeded")
                .withNewNamespaceSelector()
                .addNewMatchExpression()
                .withKey("kubernetes.io/metadata.name")
                .withOperator("NotIn")
                .withValues("kube-system", NAMESPACE)
                .endMatchExpression()
                .endNamespaceSelector()
                .addNewRule()
                .withApiGroups("")
                .withApiVersions("v1")
                .withOperations("CREATE", "UPDATE")
                .withResources("services")
                .withScope("Namespaced")
                .endRule()
                .withNewClientConfig()
                .withCaBundle(base64(certificate.authority()))
                .withNewService()
                .withNamespace(NAMESPACE)
                .withName(NAME)
                .withPath("/mutate")
                .withPort(443)
                .endService()
                .endClientConfig()
                .endWebhook()
                .build();
    }

    private static HasMetadata namespace() {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .endMetadata()
                .build();
    }

    private static HasMetadata secret(WebhookCertificate certificate) {
        return new SecretBuilder()
                .withMetadata(meta(NAME + "-tls"))
                .withType("kubernetes.io/tls")
                .withData(Map.of(
                        "ca.crt", base64(certificate.authority()),
                        "tls.crt", base64(certificate.certificate()),
                        "tls.key", base64(certificate.key())))
                .build();
    }

    private static HasMetadata rules(List<AnnotationRule> rules) {
        List<Map<String, Object>> entries =
                rules.stream().map(WebhookObjects::rule).toList();
        return new ConfigMapBuilder()
                .withMetadata(meta(NAME + "-rules"))
                .withData(Map.of("rules.yaml", Serialization.asYaml(Map.of("rules", entries))))
                .build();
    }

    private static Map<String, Object> rule(AnnotationRule rule) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", rule.name());
        entry.put("selector", Map.of("matchLabels", rule.matchLabels()));
        entry.put("annotations", rule.annotations());
        entry.put("overwrite", rule.overwrite());
        return entry;
    }

    private static HasMetadata service() {
        return new ServiceBuilder()
                .withMetadata(meta(NAME))
                .withNewSpec()
                .withSelector(LABELS)
                .addNewPort()
                .withName("https")
                .withPort(443)
                .withTargetPort(new IntOrString(8443))
                .endPort()
                .endSpec()
                .build();
    }

    static ObjectMeta meta(String name) {
        return new ObjectMetaBuilder()
                .withNamespace(NAMESPACE)
                .withName(name)
                .withLabels(LABELS)
                .build();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Map<String, String> data, String key) {
        return new String(Base64.getDecoder().decode(data.getOrDefault(key, "")), StandardCharsets.UTF_8);
    }
}
