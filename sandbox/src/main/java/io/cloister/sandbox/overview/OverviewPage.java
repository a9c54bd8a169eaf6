// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.overview;

import io.cloister.sandbox.protocol.ArmResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The web page that shows the overview, live. It is whole in itself, and its content policy lets nothing else in. */
public final class OverviewPage {

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type",
            "text/html; charset=utf-8",
            "Cache-Control",
            "no-cache",
            "X-Content-Type-Options",
            "nosniff",
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; "
                    + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'");

    private final byte[] html;

    public OverviewPage() {
        try (InputStream page = OverviewPage.class.getResourceAsStream("overview.html")) {
            html = page.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox's web page cannot be read", e);
        }
    }

    public ArmResponse response() {
        return new ArmResponse(200, HEADERS, html.clone());
    }
}
