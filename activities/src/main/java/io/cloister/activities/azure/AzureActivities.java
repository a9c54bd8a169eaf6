// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure;

import io.cloister.activities.azure.arm.AzureSession;
import io.cloister.activities.azure.compute.ComputeActivitiesImpl;
import io.cloister.activities.azure.compute.NodeCloudConfig;
import io.cloister.activities.azure.identity.IdentityActivitiesImpl;
import io.cloister.activities.azure.inspect.InspectionActivitiesImpl;
import io.cloister.activities.azure.network.NetworkActivitiesImpl;
import java.time.Clock;
import java.util.List;

/** All Azure activities over one session, for a worker to register. */
public final class AzureActivities {

    private AzureActivities() {}

    public static List<Object> all(AzureSession session, NodeCloudConfig cloudConfig, Pause pause) {
        return List.of(
                new NetworkActivitiesImpl(session),
                new ComputeActivitiesImpl(session, cloudConfig),
                new IdentityActivitiesImpl(session),
                new InspectionActivitiesImpl(session),
                new OperationActivitiesImpl(session.arm(), pause, Clock.systemUTC()));
    }
}
