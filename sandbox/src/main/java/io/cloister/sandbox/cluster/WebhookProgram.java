// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster;

import java.io.IOException;
import java.nio.file.Path;

/** The program that the webhook's container image holds. */
@FunctionalInterface
public interface WebhookProgram {

    /** A started program. */
    interface Running extends AutoCloseable {
        int port();

        @Override
        void close();
    }

    Running start(Path certificatePem, Path privateKeyPem, Path rules) throws IOException;
}
