// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.control.FaultRule;
import io.cloister.sandbox.control.Faults;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Puts the faults that are meant for one server, told by how their path begins, before that server. */
final class FaultGate {

    private final Faults faults;
    private final List<String> prefixes;
    private final BiFunction<FaultRule, ObjectNode, ObjectNode> errorBody;
    private final Map<FaultRule, Integer> hits = new IdentityHashMap<>();

    private FaultGate(Faults faults, List<String> prefixes, BiFunction<FaultRule, ObjectNode, ObjectNode> errorBody) {
        this.faults = faults;
        this.prefixes = prefixes;
        this.errorBody = errorBody;
    }

    static FaultGate ofVault(Faults faults) {
        return new FaultGate(faults, List.of("/v1/"), (rule, body) -> {
            body.putArray("errors").add(rule.message());
            return body;
        });
    }

    static FaultGate ofKubernetes(Faults faults) {
        return new FaultGate(
                faults,
                List.of("/api", "/apis", "/readyz", "/version"),
                (rule, body) -> body.put("kind", "Status")
                        .put("apiVersion", "v1")
                        .put("status", "Failure")
                        .put("reason", rule.code())
                        .put("message", rule.message())
                        .put("code", rule.status()));
    }

    Function<ArmRequest, ArmResponse> before(Function<ArmRequest, ArmResponse> server) {
        return request -> {
            Optional<FaultRule> rule = hit(request);
            if (rule.isEmpty()) {
                return server.apply(request);
            }
            if (rule.get().kind() == FaultRule.Kind.RESET) {
                server.apply(request);
                return ArmResponse.reset();
            }
            ObjectNode body = errorBody.apply(rule.get(), JsonNodeFactory.instance.objectNode());
            return new ArmResponse(
                    rule.get().status(),
                    Map.of("Content-Type", "application/json"),
                    body.toString().getBytes(StandardCharsets.UTF_8));
        };
    }

    private synchronized Optional<FaultRule> hit(ArmRequest request) {
        String path = request.uri().getPath();
        for (FaultRule rule : faults.list()) {
            if (rule.path() == null || rule.method() == null) {
                continue;
            }
            String plain = rule.path().replaceFirst("^\\^", "");
            boolean meant = prefixes.stream().anyMatch(plain::startsWith)
                    && (rule.method().equals("*") || rule.method().equalsIgnoreCase(request.method()))
                    && Pattern.compile(rule.path(), Pattern.CASE_INSENSITIVE)
                            .matcher(path)
                            .find();
            int soFar = hits.getOrDefault(rule, 0);
            if (meant && (rule.times() == null || soFar < rule.times())) {
                hits.put(rule, soFar + 1);
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
