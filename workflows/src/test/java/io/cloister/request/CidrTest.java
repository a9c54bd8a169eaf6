// SPDX-License-Identifier: Apache-2.0
package io.cloister.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CidrTest {

    @Test
    void knowsWhatItContainsAndWhatItOverlaps() {
        Cidr network = new Cidr("10.20.0.0/16");

        assertThat(network.contains(new Cidr("10.20.255.0/24"))).isTrue();
        assertThat(network.contains(new Cidr("10.21.0.0/24"))).isFalse();
        assertThat(network.overlaps(new Cidr("10.0.0.0/8"))).isTrue();
        assertThat(network.containsAddress("10.20.1.4")).isTrue();
        assertThat(network.addressAt(65534)).isEqualTo("10.20.255.254");
    }

    @Test
    void coversHighAddressesAndTheWholeOfIpv4() {
        assertThat(new Cidr("240.0.0.0/4").containsAddress("255.255.255.255")).isTrue();
        assertThat(new Cidr("0.0.0.0/0").overlaps(new Cidr("192.168.0.0/16"))).isTrue();
    }
}
