// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.protocol;

import java.net.URI;
import java.util.Map;

/** @param headers by name in lower case */
public record ArmRequest(String method, URI uri, Map<String, String> headers, byte[] body) {}
