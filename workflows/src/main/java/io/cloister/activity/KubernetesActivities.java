// SPDX-License-Identifier: Apache-2.0
package io.cloister.activity;

import io.cloister.observe.ServiceProof;
import io.cloister.plan.step.AwaitApiServer;
import io.cloister.plan.step.AwaitNodes;
import io.cloister.plan.step.InstallAddOns;
import io.cloister.plan.step.InstallWebhook;
import io.cloister.plan.step.ProvePrivateService;
import io.temporal.activity.ActivityInterface;

/** The cluster from inside: its API server, nodes, add-ons and webhook. All of them wait, heartbeating, until true. */
@ActivityInterface
public interface KubernetesActivities {
    void awaitApiServer(AwaitApiServer step);

    void installAddOns(InstallAddOns step);

    void awaitNodes(AwaitNodes step);

    void installWebhook(InstallWebhook step);

    ServiceProof provePrivateService(ProvePrivateService step);
}
