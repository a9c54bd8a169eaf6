// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse.control;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** The sandbox's own log of what was asked of it. */
public final class SandboxRequests {

    private static final int CREATED = 201;

    private SandboxRequests() {}

    /** The path of every PUT that was answered 201, in their order. */
    public static List<String> creations(Map<String, String> environment) {
        URI arm = URI.create(environment.get("CLOISTER_ARM_ENDPOINT"));
        return new SandboxControl(arm, CaFile.trust(environment))
                .requests().stream()
                        .filter(request -> request.method().equals("PUT") && request.status() == CREATED)
                        .map(SandboxControl.RequestEntry::path)
                        .toList();
    }
}
