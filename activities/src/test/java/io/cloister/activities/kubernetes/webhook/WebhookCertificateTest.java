// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebhookCertificateTest {

    private static final Clock NOW = Clock.systemUTC();

    private final WebhookCertificate certificate = WebhookCertificate.issue(NOW, new SecureRandom());

    @Test
    void isForTheNameByWhichTheApiServerCallsTheWebhook() throws GeneralSecurityException {
        assertThat(WebhookCertificate.parse(certificate.certificate()).getSubjectAlternativeNames())
                .anySatisfy(name -> assertThat(name.get(1)).hasToString("cloister-webhook.cloister-system.svc"));
    }

    @Test
    void isKeptForElevenMonthsAndThenIssuedAgain() {
        assertThat(certificate.isUsable(NOW)).isTrue();
        assertThat(certificate.isUsable(Clock.offset(NOW, Duration.ofDays(330))))
                .isTrue();
        assertThat(certificate.isUsable(Clock.offset(NOW, Duration.ofDays(340))))
                .isFalse();
    }

    @Test
    void isNotUsableUnderAnotherAuthority() {
        WebhookCertificate other = WebhookCertificate.issue(NOW, new SecureRandom());

        assertThat(new WebhookCertificate(other.authority(), certificate.certificate(), certificate.key())
                        .isUsable(NOW))
                .isFalse();
        assertThat(new WebhookCertificate("", "", "").isUsable(NOW)).isFalse();
    }

    @Test
    void doesNotPrintItsKey() {
        assertThat(certificate.toString()).doesNotContain("PRIVATE");
    }
}
