// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.protocol;

import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/** @param headers by name in lower case */
public record ArmRequest(String method, URI uri, Map<String, String> headers, byte[] body) {

    private static final Pattern DISGUISED_SEPARATOR = Pattern.compile("%(2f|5c)", Pattern.CASE_INSENSITIVE);
    private static final String CONTROL = "/sandbox/";

    /** Decoded, with single slashes; never null. */
    public String path() {
        return uri.getPath() == null ? "/" : uri.getPath().replaceAll("/+", "/");
    }

    /** Whether this asks the sandbox and not Azure: below {@code /sandbox/} in any case, with slashes that are slashes. */
    public boolean isControl() {
        String path = path();
        return path.length() > CONTROL.length()
                && path.regionMatches(true, 0, CONTROL, 0, CONTROL.length())
                && !DISGUISED_SEPARATOR.matcher(uri.getRawPath()).find();
    }
}
