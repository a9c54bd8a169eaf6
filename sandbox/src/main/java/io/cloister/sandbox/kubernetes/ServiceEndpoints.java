// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import java.io.IOException;

/** Where a Service's pods really listen. */
public interface ServiceEndpoints {

    /** @throws IOException where nothing answers for the Service, or the network is closed; the message says which */
    int loopbackPort(String namespace, String service, int port) throws IOException;
}
