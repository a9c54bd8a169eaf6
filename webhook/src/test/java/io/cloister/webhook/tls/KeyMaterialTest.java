// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.webhook.reload.UnusableFileException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMaterialTest {

    /** As {@code openssl ecparam -genkey} begins its file: the curve, before the key. */
    private static final String CURVE = Issued.pem(
            "EC PARAMETERS", new byte[] {0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x03, 0x01, 0x07});

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void readsAKeyInBothItsFormats(String algorithm) throws Exception {
        Issued issued = Issued.now(algorithm, 1);

        assertThat(issued.traditionalKeyPem()).contains("BEGIN " + algorithm + " PRIVATE KEY");
        assertThat(read(issued, issued.keyPem()).privateKey())
                .isEqualTo(issued.pair().getPrivate());
        assertThat(read(issued, issued.traditionalKeyPem()).privateKey())
                .isEqualTo(issued.pair().getPrivate());
    }

    @Test
    void passesOverTheCurveThatOpensslWritesBeforeTheKey() throws Exception {
        Issued issued = Issued.now("EC", 1);

        assertThat(read(issued, CURVE + issued.traditionalKeyPem()).keyType()).isEqualTo("EC");
    }

    @Test
    void refusesAnotherCertificatesKey() throws Exception {
        Issued issued = Issued.now("EC", 1);

        assertThatThrownBy(() -> read(issued, Issued.now("EC", 2).keyPem()))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("does not belong to the certificate");
        assertThatThrownBy(() -> read(issued, Issued.now("RSA", 2).traditionalKeyPem()))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("no usable EC key");
    }

    @Test
    void refusesWhatIsNoKeyWithoutRepeatingIt() throws Exception {
        Issued issued = Issued.now("EC", 1);

        for (String broken :
                new String[] {"hush", "-----BEGIN PRIVATE KEY-----\naHVzaA==\n-----END PRIVATE KEY-----"}) {
            assertThatThrownBy(() -> read(issued, broken))
                    .isInstanceOf(UnusableFileException.class)
                    .hasMessageContaining("the key file holds no")
                    .hasMessageNotContainingAny("hush", "aHVzaA")
                    .hasNoCause();
        }
    }

    @Test
    void refusesACertificateThatHasExpired() throws Exception {
        Issued old = Issued.until(Instant.now().minus(Duration.ofMinutes(1)), "EC", 1);

        assertThatThrownBy(() -> read(old, old.keyPem()))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("expired at");
    }

    private static KeyMaterial read(Issued issued, String key) throws Exception {
        return KeyMaterial.parse(issued.certificatePem(), key, Instant.now());
    }
}
