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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void refusesTwoWaysOut() {
        assertThat(messages(
                        Examples.privateCluster().replace("egress:\n", "egress:\n  firewall: {nextHop: 10.0.0.5}\n")))
                .singleElement()
                .asString()
                .contains("exactly one of");
    }

    @Test
    void refusesToGoOutByAPrivateLoadBalancer() {
        String yaml = Examples.publicCluster().replace("[public]", "[private]");

        assertThat(messages(yaml)).singleElement().asString().contains("there is no way out");
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
