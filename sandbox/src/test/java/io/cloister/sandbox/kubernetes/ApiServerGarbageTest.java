// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.sandbox.core.ScaledClock;
import io.cloister.sandbox.protocol.ArmRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiServerGarbageTest {

    private static final List<String> PATHS = List.of(
            "/",
            "/api",
            "/api/v1",
            "/api/v1/namespaces",
            "/api/v1/namespaces/default",
            "/api/v1/namespaces/default/configmaps",
            "/api/v1/namespaces/default/configmaps/x?fieldManager=m",
            "/api/v1/namespaces//configmaps/x",
            "/api/v1/nodes/n/status",
            "/apis/apps/v1/namespaces/default/deployments/d",
            "/apis/none/v9/things",
            "/api/v1/nodes?labelSelector=%3D%3D!&fieldSelector=%28");
    private static final List<String> BODIES = List.of(
            "",
            "{",
            "5",
            "[]",
            "[5]",
            "null",
            "{\"metadata\":5}",
            "{\"metadata\":{\"name\":{}}}",
            "{\"metadata\":{\"name\":\"x\",\"labels\":5,\"annotations\":[]},\"data\":7}",
            "{\"metadata\":{\"name\":\"x\"},\"spec\":\"y\",\"status\":[]}",
            "[{\"op\":\"replace\",\"path\":\"nowhere\"}]",
            "[{\"op\":5,\"path\":{}}]",
            "a: [1, 2",
            "a: b");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json-patch+json",
            "application/merge-patch+json",
            "application/apply-patch+yaml",
            "text/plain");

    private final ApiServer server =
            new ApiServer(new ObjectStore(new ScaledClock(1)), "1.34.1", "token", (namespace, service, port) -> {
                throw new IOException("no endpoints available for service");
            });

    @Test
    void isRefusedAndNothingOfOursFails() {
        for (String method : List.of("GET", "PUT", "POST", "PATCH", "DELETE", "BREW")) {
            for (String path : PATHS) {
                for (String body : BODIES) {
                    for (String type : method.equals("PATCH") ? TYPES : List.of("application/json")) {
                        ArmRequest request = new ArmRequest(
                                method,
                                URI.create(path),
                                Map.of("authorization", "Bearer token", "content-type", type),
                                body.getBytes(StandardCharsets.UTF_8));

                        assertThat(server.handle(request).status())
                                .as("%s %s %s %s", method, path, type, body)
                                .isBetween(200, 499);
                    }
                }
            }
        }
    }
}
