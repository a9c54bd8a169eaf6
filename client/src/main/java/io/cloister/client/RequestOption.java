// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import io.cloister.request.ClusterRequest;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code -f FILE}: the request that a command is about. */
final class RequestOption {

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "the cluster's request")
    private Path file;

    Path file() {
        return file;
    }

    /** @throws CommandFailure with every violation */
    ClusterRequest read() {
        return RequestFile.read(file);
    }
}
