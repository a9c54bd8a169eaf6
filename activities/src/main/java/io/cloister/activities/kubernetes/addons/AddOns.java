// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes.addons;

import io.cloister.activities.vault.ProxyEnvironment;
import io.cloister.plan.step.InstallAddOns;
import io.cloister.plan.step.InstallAddOns.CloudConfig;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The add-ons' objects, from manifests in this package's resources. */
public final class AddOns {

    private static final List<String> MANIFESTS =
            List.of("cloud-controller-manager.yaml", "cloud-node-manager.yaml", "flannel.yaml");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    private final AzureFacts azure;

    public AddOns(AzureFacts azure) {
        this.azure = azure;
    }

    /** Reads all manifests, so that a broken one is found when a worker starts, and not in the middle of a cluster. */
    public static void check() {
        Map<String, String> samples =
                Map.of("cluster", "check", "podCidr", "10.244.0.0/16", "cloudProviderVersion", "v1");
        MANIFESTS.forEach(manifest -> load(manifest, samples));
    }

    /** @param proxy what the cloud controller reaches ARM and Entra through; empty where its machines need none */
    public List<HasMetadata> objects(InstallAddOns step, Optional<ProxyEnvironment> proxy) {
        Map<String, String> values = Map.of(
                "cluster",
                step.access().cluster(),
                "podCidr",
                step.podCidr(),
                "cloudProviderVersion",
                CloudProviderVersions.matching(step.kubernetesVersion()));
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(cloudConfig(step.cloudConfig()));
        proxy.map(AddOns::egress).ifPresent(objects::add);
        for (String manifest : MANIFESTS) {
            objects.addAll(load(manifest, values));
        }
        return objects;
    }

    private HasMetadata cloudConfig(CloudConfig config) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace("kube-system")
                .withName("azure-cloud-provider")
                .endMetadata()
                .withType("Opaque")
                .withData(Map.of("cloud-config", base64(CloudConfigFile.of(config, azure))))
                .build();
    }

    /** A pod has none of its host's variables. */
    private static HasMetadata egress(ProxyEnvironment proxy) {
        Map<String, String> data = new LinkedHashMap<>();
        proxy.variables().forEach((name, value) -> data.put(name, base64(value.reveal())));
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace("kube-system")
                .withName("cloister-egress")
                .endMetadata()
                .withType("Opaque")
                .withData(data)
                .build();
    }

    static List<HasMetadata> load(String manifest, Map<String, String> values) {
        String filled =
                PLACEHOLDER.matcher(read(manifest)).replaceAll(match -> Matcher.quoteReplacement(value(values, match)));
        List<HasMetadata> objects = new ArrayList<>();
        for (String document : filled.split("(?m)^---$")) {
            if (!document.isBlank()) {
                objects.add(YAML.unmarshal(document));
            }
        }
        return objects;
    }

    private static String value(Map<String, String> values, MatchResult placeholder) {
        String value = values.get(placeholder.group(1));
        if (value == null) {
            throw new IllegalStateException("nothing to put for " + placeholder.group());
        }
        return value;
    }

    private static String read(String manifest) {
        try (InputStream text = AddOns.class.getResourceAsStream(manifest)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
