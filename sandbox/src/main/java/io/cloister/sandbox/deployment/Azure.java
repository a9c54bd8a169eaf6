// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.manager.Gate;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.subscription.Providers;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What deployments need of the resource manager that they are a part of.
 *
 * @param calls answers a request as it answers a client's, and refuses it as such
 * @param rights refuses a call that its caller may not make
 * @param policies refuses a state that policy denies
 * @param types whether there is a type of resource
 * @param locked runs an action under the core's lock
 */
public record Azure(
        Function<Call, Reply> calls,
        Consumer<Call> rights,
        Gate policies,
        Predicate<ResourceId> types,
        Store store,
        Providers providers,
        Function<String, ObjectNode> environment,
        SandboxClock clock,
        Consumer<Runnable> locked) {}
