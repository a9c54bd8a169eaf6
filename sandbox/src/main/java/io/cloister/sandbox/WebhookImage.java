// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import io.cloister.sandbox.cluster.WebhookProgram;
import io.cloister.webhook.WebhookServer;
import java.io.IOException;
import java.nio.file.Path;

/** Cloister's own admission webhook, as its container image would run it. */
final class WebhookImage implements WebhookProgram {

    private record Started(WebhookServer server) implements Running {
        @Override
        public int port() {
            return server.port();
        }

        @Override
        public void close() {
            server.close();
        }
    }

    @Override
    public Running start(Path certificatePem, Path privateKeyPem, Path rules) throws IOException {
        return new Started(WebhookServer.start(certificatePem, privateKeyPem, rules, 0));
    }
}
