// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.entra;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.cloister.sandbox.core.SandboxClock;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** One tenant with one RSA key. Its tokens are JWTs that anyone can verify by {@link #jwks()}. */
public final class Entra {

    /** How long a token is good for, as in Entra's default. */
    public static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final String tenantId;
    private final SandboxClock clock;
    private final RSAKey key;

    public Entra(String tenantId, SandboxClock clock) {
        this(tenantId, clock, newKey());
    }

    private Entra(String tenantId, SandboxClock clock, RSAKey key) {
        this.tenantId = tenantId;
        this.clock = clock;
        this.key = key;
    }

    /** The tenant whose tokens this key has signed; {@code signingKey} is what {@link #signingKey} gave. */
    public static Entra withKey(String tenantId, SandboxClock clock, String signingKey) {
        try {
            return new Entra(tenantId, clock, RSAKey.parse(signingKey));
        } catch (ParseException e) {
            throw new IllegalArgumentException("the tenant's signing key in it cannot be read", e);
        }
    }

    /** The private key, as a JWK: a secret. */
    public String signingKey() {
        return key.toJSONString();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID("sandbox-1")
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make the tenant's signing key", e);
        }
    }

    public String tenantId() {
        return tenantId;
    }

    public String issuer() {
        return "https://sts.windows.net/" + tenantId + "/";
    }

    /** A signed token for a principal; {@code clientId} is the application it signs in through. */
    public String token(String objectId, String clientId, String audience) {
        Instant now = clock.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(audience)
                .subject(objectId)
                .claim("oid", objectId)
                .claim("tid", tenantId)
                .claim("appid", clientId)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(TOKEN_LIFE)))
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
        return jwt.serialize();
    }

    /** The public keys, as served at the tenant's {@code discovery/v2.0/keys}. */
    public String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** Who the token speaks for; empty where it is not ours, was changed, or has expired. */
    public Optional<Caller> verify(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (claims.getAudience().isEmpty()
                    || !claims.getExpirationTime().toInstant().isAfter(clock.now())) {
                return Optional.empty();
            }
            return Optional.of(new Caller(
                    claims.getStringClaim("oid"),
                    claims.getStringClaim("appid"),
                    claims.getStringClaim("tid"),
                    claims.getAudience().get(0)));
        } catch (ParseException | JOSEException notAToken) {
            return Optional.empty();
        }
    }
}
