// SPDX-License-Identifier: Apache-2.0
package io.cloister.request.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cloister.request.AccessPoint;
import io.cloister.request.AnnotationRule;
import io.cloister.request.Cidr;
import io.cloister.request.ClusterName;
import io.cloister.request.ClusterRequest;
import io.cloister.request.ClusterRequest.ApiServer;
import io.cloister.request.ClusterRequest.AzurePlacement;
import io.cloister.request.ClusterRequest.Image;
import io.cloister.request.ClusterRequest.KubernetesRequest;
import io.cloister.request.ClusterRequest.Timeouts;
import io.cloister.request.ClusterRequest.VaultRequest;
import io.cloister.request.Egress;
import io.cloister.request.NetworkRequest;
import io.cloister.request.NodePool;
import io.cloister.request.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code cluster.yaml}: every violation is reported at once, each with its path, and nothing but a valid request comes out.
 * Rules that span fields are in {@link RequestRules} and {@link NetworkRules}.
 */
public final class RequestReader {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern GROUP = Pattern.compile("[\\w.()-]{0,89}[\\w()-]");
    private static final Pattern LOCATION = Pattern.compile("[a-z0-9]+");
    private static final Pattern VERSION = Pattern.compile("1\\.\\d{1,3}\\.\\d{1,3}");
    private static final Pattern VAULT = Pattern.compile("https?://" + Section.HOST + "(:\\d{1,5})?");

    private final List<Violation> violations = new ArrayList<>();

    private RequestReader() {}

    /** @param yaml the file's text */
    public static Reading read(String yaml) {
        return new RequestReader().reading(yaml);
    }

    private Reading reading(String yaml) {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            violations.add(new Violation(
                    "",
                    "is not YAML: " + where
                            + e.getOriginalMessage().lines().findFirst().orElse("")));
            return new Reading.Invalid(violations);
        }
        if (root == null || !root.isObject()) {
            violations.add(new Violation("", "must be a mapping that begins with apiVersion: cloister.io/v1"));
            return new Reading.Invalid(violations);
        }
        ClusterRequest request = request(new Section(root, "", violations));
        return violations.isEmpty() ? new Reading.Valid(request) : new Reading.Invalid(violations);
    }

    private ClusterRequest request(Section root) {
        root.text("apiVersion", null, Pattern.compile("cloister\\.io/v1"), "must be cloister.io/v1");
        root.text("kind", null, Pattern.compile("Cluster"), "must be Cluster");
        ClusterName name = name(root.section("metadata"));
        AzurePlacement azure = azure(root.section("azure"));
        List<AccessPoint> accessPoints = accessPoints(root);
        ApiServer apiServer = apiServer(root.section("apiServer"));
        NetworkRequest network = NetworkReader.read(root.section("network"));
        Egress egress = new EgressReader(root.section("egress")).read();
        VaultRequest vault = vault(root.section("vault"));
        List<NodePool> pools = NodePoolReader.read(root);
        KubernetesRequest kubernetes = kubernetes(root.section("kubernetes"));
        List<AnnotationRule> rules =
                root.sections("serviceAnnotations").stream().map(this::rule).toList();
        root.text(
                "onFailure",
                "compensate",
                Pattern.compile("compensate"),
                "must be compensate: no other is supported yet");
        Map<String, String> tags = TagReader.read(root);
        Timeouts timeouts = timeouts(root.section("timeouts"), root.has("timeouts"));
        root.nothingElse();
        RequestRules rulesOf = new RequestRules(root);
        rulesOf.accessPoints(accessPoints, apiServer.accessPoints(), egress);
        rulesOf.allowedSources(apiServer);
        rulesOf.pools(pools);
        rulesOf.version(kubernetes.version());
        NetworkRules addresses = new NetworkRules(root);
        addresses.proxySubnet(egress);
        addresses.peerings(network.peerings());
        addresses.ranges(network, kubernetes);
        addresses.room(network, accessPoints, apiServer.accessPoints(), pools);
        addresses.clusterRoom(kubernetes, pools);
        if (!violations.isEmpty()) {
            return null;
        }
        return new ClusterRequest(
                name, azure, accessPoints, apiServer, network, egress, vault, pools, kubernetes, rules, tags, timeouts);
    }

    private ClusterName name(Section metadata) {
        String value = metadata.text("name");
        metadata.nothingElse();
        if (value == null) {
            return null;
        }
        Optional<String> problem = ClusterName.problemOf(value);
        problem.ifPresent(text -> metadata.violation("name", "'" + value + "' " + text));
        return problem.isPresent() ? null : new ClusterName(value);
    }

    private AzurePlacement azure(Section azure) {
        AzurePlacement placement = new AzurePlacement(
                azure.text("subscription", null, GUID, "is not a subscription's GUID"),
                azure.text("resourceGroup", null, GROUP, "is not a resource group's name"),
                azure.text("location", null, LOCATION, "must be Azure's name of the region, such as westeurope"),
                azure.has("image")
                        ? image(azure.section("image"))
                        : new Image("Canonical", "ubuntu-24_04-lts", "server", "latest"));
        azure.nothingElse();
        return placement;
    }

    private Image image(Section image) {
        Image read = new Image(
                image.text("publisher"), image.text("offer"), image.text("sku"), image.text("version", "latest"));
        image.nothingElse();
        return read;
    }

    private List<AccessPoint> accessPoints(Section section) {
        if (!section.has("accessPoints")) {
            section.violation("accessPoints", "is missing: write [private], [public] or [private, public]");
        }
        List<AccessPoint> points = new ArrayList<>();
        for (String text : section.texts("accessPoints")) {
            switch (text) {
                case "private" -> points.add(AccessPoint.PRIVATE);
                case "public" -> points.add(AccessPoint.PUBLIC);
                default -> section.violation("accessPoints", "'" + text + "' must be private or public");
            }
        }
        return points.stream().distinct().toList();
    }

    private ApiServer apiServer(Section section) {
        List<AccessPoint> points = accessPoints(section);
        List<Cidr> sources = section.texts("allowedSources").stream()
                .map(text -> section.cidr("allowedSources", text))
                .filter(Objects::nonNull)
                .toList();
        section.nothingElse();
        return new ApiServer(points, sources);
    }

    private VaultRequest vault(Section section) {
        VaultRequest vault = new VaultRequest(
                section.text("address", null, VAULT, "must be a URL such as https://10.0.0.10:8200"),
                section.text("kvMount", "secret"),
                section.text("authMount", "jwt"),
                section.text("audience", "api://cloister"));
        section.nothingElse();
        return vault;
    }

    private KubernetesRequest kubernetes(Section section) {
        KubernetesRequest kubernetes = new KubernetesRequest(
                section.text("distribution", "kubeadm", Pattern.compile("kubeadm"), "must be kubeadm"),
                section.text("version", null, VERSION, "must be a full version without v, such as 1.36.2"),
                section.cidr("podCidr"),
                section.cidr("serviceCidr"));
        section.nothingElse();
        return kubernetes;
    }

    private AnnotationRule rule(Section section) {
        if (!section.has("annotations")) {
            section.violation("annotations", "is missing: a rule adds at least one");
        }
        AnnotationRule rule = new AnnotationRule(
                section.text("name"),
                Labels.of(section, "selector"),
                section.map("annotations"),
                section.flag("overwrite"));
        section.nothingElse();
        return rule.name() == null ? null : rule;
    }

    private Timeouts timeouts(Section section, boolean given) {
        if (!given) {
            return Timeouts.DEFAULT;
        }
        Timeouts timeouts = new Timeouts(
                Duration.ofMinutes(section.number("operationMinutes", 60, 1, 600)),
                Duration.ofMinutes(section.number("nodesMinutes", 30, 1, 600)));
        section.nothingElse();
        return timeouts;
    }
}
