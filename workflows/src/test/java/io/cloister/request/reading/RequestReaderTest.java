// SPDX-License-Identifier: Apache-2.0
package io.cloister.request.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.request.ClusterRequest;
import io.cloister.request.ClusterRequest.Timeouts;
import io.cloister.request.Egress;
import io.cloister.request.Examples;
import io.cloister.request.NodePool;
import io.cloister.request.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

    @Test
    void readsTheExample() {
        ClusterRequest request = Examples.request();

        assertThat(request.name()).hasToString("demo");
        assertThat(request.controlPlane().count()).isEqualTo(3);
        assertThat(request.workers()).extracting(NodePool::name).containsExactly("general", "memory");
        assertThat(request.egress()).isInstanceOf(Egress.ManagedProxy.class);
    }

    @Test
    void reportsAllViolationsAtOnceEachByItsPath() {
        String yaml = Examples.privateCluster()
                .replace("name: demo", "name: demo-internal")
                .replace("10.20.2.0/23", "10.20.1.128/25")
                .replace("count: 3", "count: 4")
                .replace("podCidr: 10.244.0.0/16", "podCidr: 10.244.0.0/33");

        assertThat(paths(yaml))
                .contains("metadata.name", "network.subnets.workers", "nodePools[0].count", "kubernetes.podCidr");
    }

    @Test
    void suggestsTheFieldThatWasMeant() {
        assertThat(messages(Examples.privateCluster().replace("egress:", "egres:")))
                .anyMatch(message -> message.contains("egres: is not a field here; did you mean 'egress'?"));
    }

    @Test
    void refusesAnApiServerThroughAnAccessPointThatIsNotThere() {
        String yaml = Examples.privateCluster()
                .replace("apiServer:\n  accessPoints: [private]", "apiServer:\n  accessPoints: [public]");

        assertThat(messages(yaml)).singleElement().asString().contains("'public' is not among accessPoints");
    }

    @Test
    void refusesAPrivateApiServerThatNobodyFromOutsideReaches() {
        assertThat(messages(Examples.privateCluster().replaceAll("  allowedSources: .*\n", "")))
                .containsExactly(
                        "apiServer.allowedSources: is missing: the private API server would be closed to Cloister's"
                                + " worker and to its users; name their ranges, such as the peered hub's 10.0.0.0/16");
        assertThat(messages(Examples.privateCluster().replace("allowedSources: [10.0.0.0/16]", "allowedSources: []")))
                .hasSize(1);
    }

    @Test
    void refusesMoreSourcesThanTheSecurityGroupHasRoomFor() {
        String sources = IntStream.range(0, 200)
                .mapToObj(number -> "10.0.0." + number + "/32")
                .collect(Collectors.joining(", "));

        assertThat(messages(Examples.privateCluster().replace("[10.0.0.0/16]", "[" + sources + "]")))
                .isEmpty();
        assertThat(messages(Examples.privateCluster().replace("[10.0.0.0/16]", "[10.0.1.0/24, " + sources + "]")))
                .containsExactly(
                        "apiServer.allowedSources: are 201: at most 200 fit between Cloister's own rules and those"
                                + " of Services");
    }

    @Test
    void refusesAnEvenNumberOfControlPlaneNodes() {
        assertThat(messages(Examples.privateCluster().replace("count: 3", "count: 2")))
                .singleElement()
                .asString()
                .contains("nodePools[0].count")
                .contains("must be 1, 3 or 5");
    }

    @Test
    void refusesRangesThatOverlap() {
        assertThat(messages(
                        Examples.privateCluster().replace("serviceCidr: 10.96.0.0/16", "serviceCidr: 10.244.8.0/24")))
                .singleElement()
                .asString()
                .contains("overlaps kubernetes.podCidr");
    }

    @Test
    void saysWhatToWriteWhereARangeDoesNotBeginAtItsFirstAddress() {
        assertThat(messages(Examples.privateCluster().replace("10.20.4.0/28", "10.20.4.1/28")))
                .singleElement()
                .asString()
                .contains("write 10.20.4.0/28");
    }

    @Test
    void refusesAnUnquotedAnnotationValue() {
        assertThat(messages(Examples.privateCluster().replace("internal: \"true\"", "internal: true")))
                .singleElement()
                .asString()
                .contains("write \"true\" in quotes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                         | ",
                "', credentials: none'                                      | ",
                "', credentials: \"vault:corp/data/proxy\"'                 | corp/data/proxy#username,password",
                "', credentials: \"vault:secret/data/corp/proxy#user,pass\"' | secret/data/corp/proxy#user,pass"
            })
    void readsWhereAnExistingProxysCredentialsAre(String credentials, String reference) {
        ClusterRequest request = Examples.request(existingProxy(credentials));

        assertThat(((Egress.ExistingProxy) request.egress()).credentials()).isEqualTo(Optional.ofNullable(reference));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vault:secret/corp/proxy", "user:password", "vault:secret/data/corp/proxy#user"})
    void refusesCredentialsThatAreNoReference(String credentials) {
        assertThat(messages(existingProxy(", credentials: \"" + credentials + "\"")))
                .singleElement()
                .asString()
                .startsWith("egress.proxy.existing.credentials:")
                .endsWith("must be none, or where in Vault they are: vault:secret/data/corp/proxy#username,password");
    }

    private static String existingProxy(String credentials) {
        return Examples.privateCluster()
                .replaceAll(
                        "(?s)egress:.*?\n\n",
                        "egress:\n  proxy:\n    existing: {url: \"http://proxy.corp.example:3128\"" + credentials
                                + "}\n\n");
    }

    @Test
    void refusesTwoWaysOut() {
        assertThat(messages(
                        Examples.privateCluster().replace("egress:\n", "egress:\n  firewall: {nextHop: 10.0.0.5}\n")))
                .singleElement()
                .asString()
                .contains("exactly one of");
    }

    @Test
    void refusesAManagedProxyWithoutASubnetOfItsOwn() {
        assertThat(messages(Examples.privateCluster().replace("    proxy: 10.20.4.0/28\n", "")))
                .containsExactly("network.subnets.proxy: is missing: the managed proxy needs a subnet of its own,"
                        + " such as 10.20.4.0/28");
    }

    @Test
    void refusesTwoPeeringsOfOneNameOrToOneNetwork() {
        String again = Examples.privateCluster().replaceAll("(?s)(    - name: hub\n.*?\n)", "$1$1");
        String renamed = Examples.privateCluster()
                .replaceAll("(?s)(    - name: hub\n(.*?/vnet-hub)\n)", "$1    - name: other\n$2\n");

        assertThat(paths(again)).contains("network.peerings[1].name");
        assertThat(messages(renamed))
                .singleElement()
                .asString()
                .startsWith("network.peerings[1].remoteVirtualNetwork: is the network of 'hub' too");
    }

    @Test
    void refusesToGoOutByAPrivateLoadBalancer() {
        String yaml = Examples.publicCluster().replace("[public]", "[private]");

        assertThat(messages(yaml)).singleElement().asString().contains("there is no way out");
    }

    @Test
    void saysThatItCannotPauseYet() {
        assertThat(messages(Examples.privateCluster() + "\nonFailure: compensate\n"))
                .isEmpty();
        assertThat(messages(Examples.privateCluster() + "\nonFailure: pause\n"))
                .containsExactly("onFailure: 'pause' must be compensate: no other is supported yet");
    }

    @Test
    void isPatientWhereNothingIsSaid() {
        assertThat(Examples.request().timeouts())
                .isEqualTo(new Timeouts(Duration.ofMinutes(60), Duration.ofMinutes(30)));
    }

    @ParameterizedTest
    @CsvSource({"1, 600", "600, 1"})
    void readsTimeoutsUpToTenHours(int operation, int nodes) {
        String yaml = Examples.privateCluster() + "\ntimeouts: {operationMinutes: " + operation + ", nodesMinutes: "
                + nodes + "}\n";

        assertThat(Examples.request(yaml).timeouts())
                .isEqualTo(new Timeouts(Duration.ofMinutes(operation), Duration.ofMinutes(nodes)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{operationMinutes: 0}    | timeouts.operationMinutes: '0' must be a whole number from 1 to 600",
                "{operationMinutes: 601}  | timeouts.operationMinutes: '601' must be a whole number from 1 to 600",
                "{nodesMinutes: -5}       | timeouts.nodesMinutes: '-5' must be a whole number from 1 to 600",
                "{nodesMinutes: 1.5}      | timeouts.nodesMinutes: '1.5' must be a whole number from 1 to 600",
                "{nodesMinutes: 30m}      | timeouts.nodesMinutes: '30m' must be a whole number from 1 to 600",
                "{nodeMinutes: 30}        | timeouts.nodeMinutes: is not a field here; did you mean 'nodesMinutes'?",
                "30                       | timeouts: must be a mapping"
            })
    void refusesTimeoutsThatAreNone(String timeouts, String message) {
        assertThat(messages(Examples.privateCluster() + "\ntimeouts: " + timeouts + "\n"))
                .containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cloister-Plan: mine   | tags.Cloister-Plan: is Cloister's own: whether something may be deleted hangs on it",
                "CLOISTER-CLUSTER: x   | tags.CLOISTER-CLUSTER: is Cloister's own: whether something may be deleted hangs on it",
                "Environment: test     | tags.environment: is 'Environment' to Azure, which ignores the case of tag names: keep one",
                "cost/centre: x        | tags.cost/centre: has a character that Azure forbids in tag names: < > % & \\ ? /",
                "hidden-link: ''       | "
            })
    void refusesTagsThatAzureWouldNotKeepApart(String tag, String message) {
        String yaml = Examples.privateCluster().stripTrailing() + "\n  " + tag + "\n";

        assertThat(messages(yaml)).isEqualTo(message == null ? List.of() : List.of(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"bad label!\": x}                      | 'bad label!' is no label's name",
                "{workload: \"x y\"}                      | 'x y' is no label's value",
                "{node-role.kubernetes.io/worker: \"\"}   | 'node-role.kubernetes.io/worker' is a name that a kubelet may not give its own node",
            })
    void refusesLabelsThatKubernetesWouldRefuse(String labels, String message) {
        assertThat(messages(Examples.privateCluster().replace("{workload: memory}", labels)))
                .singleElement()
                .asString()
                .startsWith("nodePools[2].labels: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-workload=memory:NoSchedule", "workload=mem ory:NoSchedule", "workload=memory:Never"})
    void refusesTaintsThatKubernetesWouldRefuse(String taint) {
        assertThat(messages(Examples.privateCluster().replace("workload=memory:NoSchedule", taint)))
                .containsExactly("nodePools[2].taints: '" + taint + "' must look like key=value:NoSchedule");
    }

    @Test
    void refusesASelectorThatCannotMatch() {
        assertThat(messages(Examples.privateCluster().replace("selector: {} ", "selector: {team: \"a b\"} ")))
                .singleElement()
                .asString()
                .startsWith("serviceAnnotations[0].selector: 'a b' is no label's value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5.0", "1.33.9", "1.99.0"})
    void refusesAVersionWhoseCloudProviderIsNotKnown(String version) {
        assertThat(messages(Examples.privateCluster().replace("version: 1.36.2", "version: " + version)))
                .containsExactly("kubernetes.version: '" + version + "' must be from 1.34 to 1.37: of these the Azure"
                        + " cloud provider is known");
    }

    @Test
    void countsTheAddressesOfEachSubnet() {
        assertThat(messages(Examples.privateCluster()
                        .replace("controlPlane: 10.20.1.0/24", "controlPlane: 10.20.1.0/29")
                        .replace("workers: 10.20.2.0/23", "workers: 10.20.2.0/29")))
                .containsExactly(
                        "network.subnets.controlPlane: 10.20.1.0/29 leaves 3 addresses, as Azure keeps five: 4 are needed"
                                + " (3 nodes, the API server's frontend); choose a /28 or larger",
                        "network.subnets.workers: 10.20.2.0/29 leaves 3 addresses, as Azure keeps five: 5 are needed"
                                + " (3 nodes, the Services' frontend, one Service); choose a /28 or larger");
    }

    @Test
    void givesEveryNodeARangeForItsPods() {
        assertThat(messages(Examples.privateCluster().replace("10.244.0.0/16", "10.244.0.0/22")))
                .containsExactly("kubernetes.podCidr: 10.244.0.0/22 has room for 4 nodes, a /24 each, and 6 are asked"
                        + " for: choose a /21 or larger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.96.0.0/29", "10.0.0.0/11"})
    void refusesARangeOfServicesThatKubernetesWouldRefuse(String range) {
        assertThat(messages(Examples.privateCluster()
                        .replace("serviceCidr: 10.96.0.0/16", "serviceCidr: " + range)
                        .replace("10.20.", "172.16.")
                        .replace("10.244.", "172.17.")))
                .containsExactly("kubernetes.serviceCidr: " + range + " must be from /12 to /28");
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThat(messages(Examples.privateCluster()
                        .replaceAll("wayOut: defaultOutbound.*", "wayOut: {firewall: {nextHop: 10.0.0.500}}")
                        .replace("https://10.0.0.10:8200", "https://vault_[1:8200")
                        .replace("[.k8s.io,", "[\"k8s.io all\",")))
                .containsExactly(
                        "egress.proxy.managed.wayOut.firewall.nextHop: '10.0.0.500' must be the IPv4 address of the firewall",
                        "egress.proxy.managed.allowedDomains: 'k8s.io all' must be a domain such as ghcr.io, or .k8s.io"
                                + " for all below it",
                        "vault.address: 'https://vault_[1:8200' must be a URL such as https://10.0.0.10:8200");
    }

    @Test
    void namesTheLineOfBrokenYaml() {
        assertThat(messages("apiVersion: [cloister")).singleElement().asString().contains("is not YAML: line");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(messages("")).singleElement().asString().contains("must be a mapping");
    }

    private static List<String> messages(String yaml) {
        return violations(yaml).stream().map(Violation::toString).toList();
    }

    private static List<String> paths(String yaml) {
        return violations(yaml).stream().map(Violation::path).toList();
    }

    private static List<Violation> violations(String yaml) {
        return RequestReader.read(yaml) instanceof Reading.Invalid invalid ? invalid.violations() : List.of();
    }
}
