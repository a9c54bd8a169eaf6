// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.ResourceView;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.entra.Entra;

/** The pretend Azure Resource Manager: no sockets, one function from request to response. */
public final class Arm {

    private final Faults faults = new Faults();
    private final RequestLog requestLog = new RequestLog();

    public Arm(SandboxClock clock, OperationLog log, Entra entra, ArmSettings settings) {}

    /** Never throws; errors have Azure's shape. */
    public ArmResponse handle(ArmRequest request) {
        return ArmResponse.reset();
    }

    public ResourceView resources() {
        return null;
    }

    /** Puts a resource there at once, without latency, rights or policy: what was there before the product came. */
    public void seed(String id, ObjectNode resource) {}

    public Faults faults() {
        return faults;
    }

    public RequestLog requestLog() {
        return requestLog;
    }
}
