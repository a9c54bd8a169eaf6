// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.jetty.http.HttpURI;

/** What stands behind a request's method, as a path and a query. */
final class RequestTarget {

    private static final String LEGAL =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";

    private RequestTarget() {}

    /**
     * Whatever the text is: a character that may not stand in a URI is escaped, and so is a per cent sign that begins no
     * escape. Slashes at the beginning are one, as no host's name stands here; a host's name that does is left out.
     */
    static URI parse(HttpURI target) {
        String path = Objects.requireNonNullElse(target.getPath(), "").replaceFirst("^/+", "");
        String query = target.getQuery() == null ? "" : "?" + escaped(target.getQuery(), "?");
        return URI.create("/" + escaped(path, "") + query);
    }

    private static String escaped(String text, String alsoLegal) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder escaped = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            char one = (char) (bytes[i] & 0xff);
            boolean isEscape = one == '%' && isHex(bytes, i + 1) && isHex(bytes, i + 2);
            if (isEscape || LEGAL.indexOf(one) >= 0 || alsoLegal.indexOf(one) >= 0) {
                escaped.append(one);
            } else {
                escaped.append(String.format("%%%02X", (int) one));
            }
        }
        return escaped.toString();
    }

    private static boolean isHex(byte[] bytes, int index) {
        return index < bytes.length && Character.digit(bytes[index], 16) >= 0;
    }
}
