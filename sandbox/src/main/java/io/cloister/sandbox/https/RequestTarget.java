// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import java.net.URI;
import java.util.regex.Pattern;

/** What stands behind a request's method, as a path and a query. */
final class RequestTarget {

    private static final String LEGAL =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";
    private static final Pattern WITH_HOST = Pattern.compile("(?i)https?://[^/?]*");

    private RequestTarget() {}

    /**
     * Whatever the text is: a character that may not stand in a URI is escaped, and so is a per cent sign that begins no
     * escape. Slashes at the beginning are one, as no host's name stands here; a host's name that does is left out.
     *
     * @param target each byte as a character
     */
    static URI parse(String target) {
        String local = WITH_HOST.matcher(target).replaceFirst("");
        int question = local.indexOf('?');
        String path = question < 0 ? local : local.substring(0, question);
        String query = question < 0 ? "" : "?" + escaped(local.substring(question + 1), "?");
        return URI.create("/" + escaped(path.replaceFirst("^/+", ""), "") + query);
    }

    private static String escaped(String text, String alsoLegal) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            boolean isEscape = one == '%' && isHex(text, i + 1) && isHex(text, i + 2);
            if (isEscape || LEGAL.indexOf(one) >= 0 || alsoLegal.indexOf(one) >= 0) {
                escaped.append(one);
            } else {
                escaped.append(String.format("%%%02X", (int) one));
            }
        }
        return escaped.toString();
    }

    private static boolean isHex(String text, int index) {
        return index < text.length() && Character.digit(text.charAt(index), 16) >= 0;
    }
}
