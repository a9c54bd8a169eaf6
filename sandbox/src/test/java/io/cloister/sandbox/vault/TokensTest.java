// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.sandbox.core.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokensTest {

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final Tokens tokens = new Tokens(clock);

    @Test
    void expiredTokensAreForgottenWhereThereAreMany() {
        for (int i = 0; i < 1_500; i++) {
            issue(Duration.ofMinutes(1));
        }
        String lasting = issue(Duration.ofHours(1)).id();
        clock.advance(Duration.ofMinutes(2));

        issue(Duration.ofMinutes(1));

        assertThat(tokens.save()).hasSize(2);
        assertThat(tokens.require(lasting).id()).isEqualTo(lasting);
    }

    private Tokens.Token issue(Duration life) {
        return tokens.issue("test", List.of(), Map.of(), life);
    }
}
