// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import io.cloister.activities.vault.connection.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The variables by which programs find a proxy.
 *
 * @param url with user and password in it
 * @param noProxy what is reached without it, comma-separated
 */
public record ProxyEnvironment(Secret url, String noProxy) {

    static ProxyEnvironment of(String url, Map<String, String> login, String noProxy) {
        String user = encoded(login.getOrDefault("username", ""));
        String password = encoded(login.getOrDefault("password", ""));
        String userInfo = user.isEmpty() ? "" : user + ":" + password + "@";
        return new ProxyEnvironment(new Secret(url.replaceFirst("://", "://" + userInfo)), noProxy);
    }

    /** In both letter cases, as programs do not agree on one. */
    public Map<String, Secret> variables() {
        Map<String, Secret> variables = new LinkedHashMap<>();
        for (String name : new String[] {"http_proxy", "https_proxy"}) {
            variables.put(name, url);
            variables.put(name.toUpperCase(Locale.ROOT), url);
        }
        variables.put("no_proxy", new Secret(noProxy));
        variables.put("NO_PROXY", new Secret(noProxy));
        return variables;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
