// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.activities.vault.ClusterSecrets.NodeReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeReportsTest {

    @Test
    void whatOthersWaitForIsToldFirstAndTheSameReportOnce() {
        String text = NodeReports.summary(List.of(
                waiting("demo-a000000"),
                waiting("demo-a000001"),
                waiting("demo-b000000"),
                new NodeReport("demo-proxy", "installing", "cannot install the proxy: no way out"),
                new NodeReport("demo-c000000", "ready", "")));

        assertThat(text)
                .isEqualTo("last reports: demo-proxy installing (cannot install the proxy: no way out); demo-a000000,"
                        + " demo-a000001 and 1 more waiting-for-proxy (nothing listens on 10.20.4.4:3128)");
    }

    @Test
    void machinesThatAreAllReadyAreNotBlamed() {
        assertThat(NodeReports.summary(List.of(new NodeReport("demo-a000000", "ready", ""))))
                .isEqualTo("all 1 machines report that they are ready");
    }

    private static NodeReport waiting(String machine) {
        return new NodeReport(machine, "waiting-for-proxy", "nothing listens on 10.20.4.4:3128");
    }
}
