// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.control.ControlRoutes;
import io.cloister.sandbox.control.FaultRule;
import io.cloister.sandbox.control.Faults;
import io.cloister.sandbox.control.RequestLog;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.ResourceView;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.deployment.Secrets;
import io.cloister.sandbox.entra.Caller;
import io.cloister.sandbox.entra.Entra;
import io.cloister.sandbox.operation.Operation;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.OperationFailure;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pretend Azure Resource Manager: no sockets, one function from request to response. */
public final class Arm {

    private static final Logger LOG = LoggerFactory.getLogger(Arm.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Faults faults = new Faults();
    private final RequestLog requestLog = new RequestLog();
    private final SandboxClock clock;
    private final ArmSettings settings;
    private final Authentication authentication;
    private final EntraRoutes entraRoutes;
    private final ControlRoutes controlRoutes;
    private final ArmResources resources = new ArmResources(lock);
    private final Assembly assembly;

    public Arm(SandboxClock clock, OperationLog log, Entra entra, ArmSettings settings) {
        this.clock = clock;
        this.settings = settings;
        this.authentication = new Authentication(entra);
        this.entraRoutes = new EntraRoutes(entra, settings);
        this.assembly = new Assembly(clock, log, settings, resources::changed, this::locked);
        resources.of(assembly.store());
        this.controlRoutes = new ControlRoutes(faults, log, requestLog, assembly.store());
    }

    /** Never throws; errors have Azure's shape. */
    public ArmResponse handle(ArmRequest request) {
        String path = request.uri().getPath().replaceAll("/+", "/");
        Optional<Caller> caller = authentication.caller(request);
        String base = base(request);
        Optional<FaultRule> fault =
                path.startsWith("/sandbox/") ? Optional.empty() : faults.hit(request.method(), path);
        Reply reply = answer(request, path, base, caller, fault);
        if (!path.startsWith("/sandbox/")) {
            requestLog.add(
                    clock.now(),
                    new ArmRequest(
                            request.method(), request.uri(), request.headers(), Secrets.hidden(path, request.body())),
                    reply.status(),
                    caller.map(Caller::objectId).orElse(""));
        }
        resources.tell();
        return fault.filter(rule -> rule.kind() == FaultRule.Kind.RESET).isPresent()
                ? ArmResponse.reset()
                : Responses.of(request, reply);
    }

    public ResourceView resources() {
        return resources;
    }

    /** Puts a resource there at once, without latency, rights or policy: what was there before the product came. */
    public void seed(String id, ObjectNode resource) {
        locked(() -> assembly.seed(id, resource));
    }

    /** A copy of all resources and operations. */
    public ObjectNode save() {
        lock.lock();
        try {
            return assembly.save();
        } finally {
            lock.unlock();
        }
    }

    /** Puts what {@link #save} gave in place of all resources and operations. Operations that ran go on. */
    public void restore(JsonNode saved) {
        locked(() -> assembly.restore(saved));
    }

    /** Copies of all resources; parts kept inside a parent are in their parents. */
    public List<ObjectNode> all() {
        lock.lock();
        try {
            return assembly.store().all().map(ObjectNode::deepCopy).toList();
        } finally {
            lock.unlock();
        }
    }

    /** The machines with these ids boot, as far as they exist. */
    public void powerOn(Collection<String> ids) {
        locked(() -> ids.stream().map(ResourceId::of).forEach(assembly.store()::started));
    }

    /** The operations under way. */
    public List<Operation> running() {
        lock.lock();
        try {
            return assembly.running();
        } finally {
            lock.unlock();
        }
    }

    public Faults faults() {
        return faults;
    }

    public RequestLog requestLog() {
        return requestLog;
    }

    private Reply answer(
            ArmRequest request, String path, String base, Optional<Caller> caller, Optional<FaultRule> fault) {
        lock.lock();
        try {
            Optional<Reply> open =
                    controlRoutes.answer(request, path).or(() -> entraRoutes.answer(request, path, base));
            if (open.isPresent()) {
                return open.get();
            }
            Caller known = caller.orElseThrow(() -> authentication.refusal(request));
            fault.filter(rule -> rule.kind() == FaultRule.Kind.HTTP_ERROR).ifPresent(rule -> {
                throw new ArmError(rule.status(), rule.code(), rule.message());
            });
            return assembly.answer(new Call(
                    request.method(),
                    path,
                    Queries.parse(request.uri().getRawQuery()),
                    request.headers(),
                    request.body(),
                    base,
                    known,
                    fault.filter(rule -> rule.kind() == FaultRule.Kind.OPERATION_FAILED)
                            .map(Arm::failure)));
        } catch (ArmError e) {
            return Responses.error(e, base, settings.tenantId());
        } catch (RuntimeException e) {
            LOG.error("cannot answer {} {}", request.method(), path, e);
            return Responses.error(
                    new ArmError(
                            500, "InternalServerError", "The request could not be carried out; see the sandbox's log."),
                    base,
                    settings.tenantId());
        } finally {
            lock.unlock();
        }
    }

    private static OperationFailure failure(FaultRule rule) {
        return new OperationFailure(rule.status(), rule.code(), rule.message());
    }

    private String base(ArmRequest request) {
        String host = request.headers().get("host");
        return host == null ? settings.baseUrl().replaceAll("/+$", "") : "https://" + host;
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
        resources.tell();
    }
}
