// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Histories as they were recorded lead today's workflows down the same path: a worker may be replaced while clusters are under way.
 * {@link HistoryRecorderTest} makes them.
 */
class ReplayTest {

    static final Path HISTORIES = Path.of("src/test/resources/histories");

    private static final Pattern PAYLOAD = Pattern.compile("\"data\": \"([A-Za-z0-9+/=]*)\"");
    private static final Pattern IDENTITY = Pattern.compile("\"identity\": \"([^\"]*)\"");
    private static final Pattern SECRET =
            Pattern.compile("PRIVATE KEY|hvs\\.|\"password\"|client_secret|bearer ", Pattern.CASE_INSENSITIVE);
    private static final Pattern MACHINE_PATH =
            Pattern.compile("[\"\\s=:](file:)?/(home|root|tmp|work|usr|var|opt|Users)/");

    private final ClusterEnvironment temporal = new ClusterEnvironment(new FakeWorld());

    @AfterEach
    void stopTemporal() {
        temporal.close();
    }

    static List<String> histories() throws IOException {
        try (Stream<Path> files = Files.list(HISTORIES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void knowsACreationADeletionAndAFailure() throws IOException {
        assertThat(histories())
                .contains(
                        "cluster-created-and-deleted.json",
                        "cluster-failed.json",
                        "plan-created.json",
                        "plan-deleted.json",
                        "plan-undone.json");
    }

    @ParameterizedTest
    @MethodSource("histories")
    void goesTheSameWayAgain(String history) {
        assertThatCode(() -> replay(Files.readString(HISTORIES.resolve(history))))
                .doesNotThrowAnyException();
    }

    @Test
    void noticesAWorkflowThatWouldDoSomethingElse() throws IOException {
        String other = Files.readString(HISTORIES.resolve("plan-created.json"))
                .replace("\"CreateVirtualNetwork\"", "\"CreateRouteTable\"");

        assertThatThrownBy(() -> replay(other)).hasStackTraceContaining("CreateRouteTable");
    }

    @ParameterizedTest
    @MethodSource("histories")
    void holdsNoSecretAndNothingOfTheMachineItWasRecordedOn(String history) throws IOException {
        String text = Files.readString(HISTORIES.resolve(history));
        StringBuilder all = new StringBuilder(text);
        PAYLOAD.matcher(text)
                .results()
                .map(payload -> Base64.getDecoder().decode(payload.group(1)))
                .forEach(payload -> all.append('\n').append(new String(payload, StandardCharsets.UTF_8)));

        assertThat(SECRET.matcher(all).results().map(MatchResult::group)).isEmpty();
        assertThat(MACHINE_PATH.matcher(all).results().map(MatchResult::group)).isEmpty();
        assertThat(IDENTITY.matcher(text).results().map(identity -> identity.group(1)))
                .isNotEmpty()
                .allMatch(identity -> identity.startsWith(ClusterEnvironment.IDENTITY) || identity.isEmpty());
    }

    private void replay(String json) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(WorkflowExecutionHistory.fromJson(json), temporal.worker());
    }
}
