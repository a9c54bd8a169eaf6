// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.arm.front.Errors;
import io.cloister.sandbox.arm.front.Queries;
import io.cloister.sandbox.arm.front.Responses;
import io.cloister.sandbox.arm.front.Wellformed;
import io.cloister.sandbox.control.ControlRoutes;
import io.cloister.sandbox.control.RequestLog;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.ResourceView;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.entra.Caller;
import io.cloister.sandbox.entra.Entra;
import io.cloister.sandbox.fault.Api;
import io.cloister.sandbox.fault.FaultRoutes;
import io.cloister.sandbox.fault.FaultRule;
import io.cloister.sandbox.fault.FaultedAnswer;
import io.cloister.sandbox.fault.Faults;
import io.cloister.sandbox.operation.Operation;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.throttle.Throttle;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The pretend Azure Resource Manager: no sockets, one function from request to response. */
public final class Arm {

    private final ReentrantLock lock = new ReentrantLock();
    private final Faults faults = new Faults();
    private final RequestLog requestLog;
    private final SandboxClock clock;
    private final ArmSettings settings;
    private final Authentication authentication;
    private final EntraRoutes entraRoutes;
    private final FaultRoutes faultRoutes = new FaultRoutes(faults);
    private final ControlRoutes controlRoutes;
    private final ArmResources resources = new ArmResources(lock);
    private final Assembly assembly;
    private final Throttle throttle;
    private final Errors errors;

    public Arm(SandboxClock clock, OperationLog log, Entra entra, ArmSettings settings) {
        this.clock = clock;
        this.settings = settings;
        this.requestLog = new RequestLog(settings.keptRequests());
        this.errors = new Errors(settings.tenantId());
        this.authentication = new Authentication(entra);
        this.assembly = new Assembly(clock, log, settings, resources::changed, this::locked);
        this.entraRoutes = new EntraRoutes(entra, settings, assembly.applications());
        resources.of(assembly.store());
        this.controlRoutes = new ControlRoutes(log, requestLog, assembly.store());
        this.throttle = new Throttle(
                settings.likeness(), clock, id -> assembly.store().get(id).isPresent());
        faults.onRemoval(assembly.operations()::release);
    }

    /** Never throws; errors have Azure's shape. */
    public ArmResponse handle(ArmRequest request) {
        String path = request.path();
        String base = base(request);
        if (request.isControl()) {
            ArmResponse response = Responses.of(request, answer(request, base, () -> control(request, path)));
            resources.tell();
            return response;
        }
        Optional<Caller> caller = authentication.caller(request);
        Optional<FaultRule> fault = faults.hit(Api.ARM, request.method(), path);
        Supplier<ArmResponse> usual =
                () -> Responses.of(request, answer(request, base, () -> azure(request, path, base, caller, fault)));
        ArmResponse response = fault.map(rule -> FaultedAnswer.of(
                        rule, () -> Responses.of(request, errors.reply(ArmFaults.refusal(rule, path), base)), usual))
                .orElseGet(usual);
        requestLog.add(
                clock.now(),
                request,
                response.status(),
                caller.map(Caller::objectId).orElse(""));
        resources.tell();
        return response;
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

    /** Its parts, for tests that look behind the answers. */
    Assembly assembly() {
        return assembly;
    }

    private Reply control(ArmRequest request, String path) {
        return faultRoutes
                .answer(request, path)
                .or(() -> controlRoutes.answer(request, path))
                .orElseThrow(() -> new ArmError(404, "NotFound", "The sandbox has no '" + path + "'."));
    }

    private Reply azure(
            ArmRequest request, String path, String base, Optional<Caller> caller, Optional<FaultRule> fault) {
        Wellformed.check(request);
        Optional<Reply> open = entraRoutes.answer(request, path, base);
        if (open.isPresent()) {
            return open.get();
        }
        Caller known = caller.orElseThrow(() -> authentication.refusal(request));
        Map<String, String> headers = new HashMap<>(throttle.admit(known.objectId(), request.method(), path));
        Reply reply = assembly.answer(new Call(
                request.method(),
                path,
                Queries.parse(request.uri().getRawQuery()),
                request.headers(),
                request.body(),
                base,
                known,
                fault.flatMap(ArmFaults::failure)));
        fault.ifPresent(rule -> ArmFaults.befall(rule, path, assembly.operations()));
        headers.putAll(reply.headers());
        return reply.withHeaders(headers);
    }

    private Reply answer(ArmRequest request, String base, Supplier<Reply> route) {
        lock.lock();
        try {
            return route.get();
        } catch (RuntimeException e) {
            return errors.reply(request, e, base);
        } finally {
            lock.unlock();
        }
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
