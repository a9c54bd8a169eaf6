// SPDX-License-Identifier: Apache-2.0
package io.cloister.request;

import io.cloister.request.reading.Reading;
import io.cloister.request.reading.RequestReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example that the README leads with, and its variations by replacing text. */
public final class Examples {

    private static final Path FILE = Path.of("../examples/private-cluster.yaml");

    private Examples() {}

    public static String privateCluster() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ClusterRequest request() {
        return request(privateCluster());
    }

    public static ClusterRequest request(String yaml) {
        Reading reading = RequestReader.read(yaml);
        if (reading instanceof Reading.Valid valid) {
            return valid.request();
        }
        throw new AssertionError(reading.toString());
    }

    /** The same cluster with a public access point alone. */
    public static String publicCluster() {
        return privateCluster()
                .replace("[private]", "[public]")
                .replaceAll("(?s)egress:.*?\n\n", "egress:\n  loadBalancer: {}\n\n");
    }
}
