// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.20.0.0/16, 10.20.0.0/16",
        "10.20.3.4/16, 10.20.0.0/16",
        "255.255.255.255/32, 255.255.255.255/32",
        "203.0.113.9/0, 0.0.0.0/0"
    })
    void isTheRangeAroundAnAddress(String text, String range) {
        assertThat(Cidr.of(text)).get().hasToString(range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0", "10.0.0/8", "10.0.0.256/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8 ", "::/0"})
    void isNoneForAnyOtherText(String text) {
        assertThat(Cidr.of(text)).isEmpty();
    }

    @Test
    void containsItsAddressesFromTheFirstToTheLast() {
        Cidr range = Cidr.of("10.20.1.0/24").orElseThrow();

        assertThat(range.contains("10.20.1.0")).isTrue();
        assertThat(range.contains("10.20.1.255")).isTrue();
        assertThat(range.contains("10.20.2.0")).isFalse();
        assertThat(range.contains("10.20.0.255")).isFalse();
        assertThat(range.contains("VirtualNetwork")).isFalse();
    }
}
