// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.vault.Call.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Vault: one function from request to response. Safe for many threads; one lock, as nothing here is slow. */
public final class VaultServer {

    private static final Logger LOG = LoggerFactory.getLogger(VaultServer.class);
    private static final Duration LONG = Duration.ofDays(7);

    private final Policies policies = new Policies();
    private final Tokens tokens;
    private final KeyValueStore secrets;
    private final JwtAuth jwt;
    private final AppRoleAuth appRole;
    private final SandboxClock clock;

    public VaultServer(SandboxClock clock, TokenClaims issuer) {
        this.clock = clock;
        this.tokens = new Tokens(clock);
        this.secrets = new KeyValueStore(clock);
        this.jwt = new JwtAuth(tokens, issuer);
        this.appRole = new AppRoleAuth(tokens);
    }

    /** A token that may do everything; it stays inside the sandbox. */
    public synchronized String rootToken() {
        return tokens.issue("root", List.of(Policies.ROOT), Map.of(), LONG).id();
    }

    /** A token with this policy, as an administrator would hand it out. */
    public synchronized String token(String policyName, String policy) {
        policies.write(policyName, policy);
        return tokens.issue(policyName, List.of(policyName), Map.of(), LONG).id();
    }

    /** A copy of all that is in it, secrets and tokens included. */
    public synchronized ObjectNode save() {
        ObjectNode saved = object();
        saved.set("policies", policies.save());
        saved.set("tokens", tokens.save());
        saved.set("secrets", secrets.save());
        saved.set("jwt", jwt.save());
        saved.set("appRole", appRole.save());
        return saved.deepCopy();
    }

    /** Puts what {@link #save} gave in place of all that is in it. */
    public synchronized void restore(JsonNode saved) {
        JsonNode copy = saved.deepCopy();
        policies.restore(copy.path("policies"));
        tokens.restore(copy.path("tokens"));
        secrets.restore(copy.path("secrets"));
        jwt.restore(copy.path("jwt"));
        appRole.restore(copy.path("appRole"));
    }

    /** Never throws: what is not understood is answered as Vault answers it. */
    public synchronized ArmResponse handle(ArmRequest request) {
        try {
            return reply(200, answer(Call.of(request)));
        } catch (VaultRefusal e) {
            return reply(e.status(), Answers.refusal(e.errors()));
        } catch (IOException e) {
            return reply(400, Answers.refusal(List.of("failed to parse JSON input: the body is no JSON object")));
        } catch (UnsupportedOperationException | ClassCastException | IllegalArgumentException e) {
            // a value that is of another type than its field
            LOG.debug(
                    "the body of {} {} cannot be read",
                    request.method(),
                    request.uri().getPath(),
                    e);
            return reply(400, Answers.refusal(List.of("error converting input: a field has a value of another type")));
        }
    }

    private ObjectNode answer(Call call) {
        if (call.path().equals("sys/health")) {
            return object().put("initialized", true)
                    .put("sealed", false)
                    .put("standby", false)
                    .put("server_time_utc", clock.now().getEpochSecond())
                    .put("version", "1.20.0-sandbox");
        }
        if (call.is(Operation.WRITE, "auth/jwt/login")) {
            return Answers.login(jwt.login(call));
        }
        if (call.is(Operation.WRITE, "auth/approle/login")) {
            return Answers.login(appRole.login(call));
        }
        Tokens.Token token = tokens.require(call.token());
        authorize(token, call);
        if (call.is(Operation.WRITE, "auth/token/renew-self")) {
            return Answers.login(tokens.renew(token));
        }
        return Answers.data(data(call, token));
    }

    private ObjectNode data(Call call, Tokens.Token token) {
        if (call.path().equals("auth/jwt/config")) {
            return jwt.config(call);
        }
        for (String prefix : List.of("sys/policies/acl", "sys/policy")) {
            if (call.path().equals(prefix) || call.below(prefix).isPresent()) {
                return policies.handle(call, call.below(prefix).orElse(""));
            }
        }
        if (call.path().equals("auth/jwt/role") || call.below("auth/jwt/role").isPresent()) {
            return jwt.role(call, call.below("auth/jwt/role").orElse(""));
        }
        if (call.path().equals("auth/approle/role")
                || call.below("auth/approle/role").isPresent()) {
            return appRole.role(call, call.below("auth/approle/role").orElse(""));
        }
        if (call.below("secret/data").isPresent()) {
            return secrets.handleData(call, call.below("secret/data").get(), call.version());
        }
        if (call.path().equals("secret/metadata")
                || call.below("secret/metadata").isPresent()) {
            return secrets.handleMetadata(call, call.below("secret/metadata").orElse(""));
        }
        return own(call, token);
    }

    private ObjectNode own(Call call, Tokens.Token token) {
        if (call.path().equals("auth/token/lookup-self")) {
            ObjectNode data = object().put("accessor", token.accessor())
                    .put("display_name", token.displayName())
                    .put("id", token.id())
                    .put("renewable", true)
                    .put("type", "service")
                    .put("expire_time", token.expiresAt().toString())
                    .put("creation_ttl", token.life().toSeconds())
                    .put("ttl", Duration.between(clock.now(), token.expiresAt()).toSeconds());
            token.policies().forEach(data.putArray("policies")::add);
            token.metadata().forEach(data.putObject("meta")::put);
            return data;
        }
        if (call.path().equals("auth/token/revoke-self")) {
            tokens.revoke(token);
            return object();
        }
        if (call.path().equals("sys/capabilities-self")) {
            ObjectNode data = object();
            for (String path : call.texts("paths")) {
                policies.capabilities(token.policies(), path).forEach(data.putArray(path)::add);
            }
            return data;
        }
        if (call.below("sys/internal/ui/mounts").isPresent()) {
            ObjectNode mount = object().put("path", "secret/").put("type", "kv");
            mount.putObject("options").put("version", "2");
            return mount;
        }
        throw VaultRefusal.unsupported(call.path());
    }

    /** Where Vault has no existence check, a write may rest on either of create and update. */
    private void authorize(Tokens.Token token, Call call) {
        Set<String> capabilities = policies.capabilities(token.policies(), call.path());
        if (capabilities.contains(Policies.ROOT)) {
            return;
        }
        boolean permitted = switch (call.operation()) {
            case READ -> capabilities.contains("read");
            case LIST -> capabilities.contains("list");
            case DELETE -> capabilities.contains("delete");
            case PATCH -> capabilities.contains("patch");
            case WRITE ->
                call.below("secret/data")
                        .map(path -> capabilities.contains(secrets.exists(path) ? "update" : "create"))
                        .orElse(capabilities.contains("update") || capabilities.contains("create"));
        };
        if (!permitted) {
            throw VaultRefusal.permissionDenied();
        }
    }

    private static ArmResponse reply(int status, ObjectNode body) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return new ArmResponse(status, Map.of("Content-Type", "application/json", "Cache-Control", "no-store"), bytes);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static List<String> texts(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(value.asText("").split(","));
    }
}
