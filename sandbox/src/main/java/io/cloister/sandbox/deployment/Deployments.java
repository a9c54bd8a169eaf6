// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Timing;

/** A deployment, as it is kept: its template and its operations beside what an answer shows. */
public final class Deployments implements ResourceType {

    public static final String TYPE = "Microsoft.Resources/deployments";
    static final String TEMPLATE = "template";
    static final String OPERATIONS = "operations";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Timing timing() {
        return Timing.IMMEDIATE;
    }

    @Override
    public void hide(ObjectNode shown) {
        shown.remove(TEMPLATE);
        shown.remove(OPERATIONS);
    }
}
