// SPDX-License-Identifier: Apache-2.0
package io.cloister.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutboundTest {

    private static final Outbound NOTHING = new Outbound(false, false, false, false, false, false, false, false);

    @Test
    void followsAzuresPrecedence() {
        assertThat(new Outbound(true, true, true, true, true, true, false, true).wayOut())
                .isEqualTo(WayOut.ROUTE_TABLE);
        assertThat(new Outbound(false, true, true, true, true, true, false, true).wayOut())
                .isEqualTo(WayOut.NAT_GATEWAY);
        assertThat(new Outbound(false, false, true, true, true, true, false, true).wayOut())
                .isEqualTo(WayOut.INSTANCE_PUBLIC_IP);
        assertThat(new Outbound(false, false, false, true, true, true, false, true).wayOut())
                .isEqualTo(WayOut.OUTBOUND_RULE);
        assertThat(new Outbound(false, false, false, false, true, true, false, true).wayOut())
                .isEqualTo(WayOut.IMPLICIT_SNAT);
        assertThat(new Outbound(false, false, false, false, false, false, false, true).wayOut())
                .isEqualTo(WayOut.DEFAULT_OUTBOUND);
    }

    @Test
    void hasNoWayOutBehindAnInternalLoadBalancerWhateverItsSubnetSays() {
        Outbound behind = new Outbound(false, false, false, false, false, true, false, true);

        assertThat(behind.wayOut()).isEqualTo(WayOut.NONE);
        assertThat(behind.closedBy()).contains("pool of a Standard load balancer");
    }

    @Test
    void hasNoDefaultOutboundAccessInAFlexibleScaleSet() {
        assertThat(new Outbound(false, false, false, false, false, false, true, true).wayOut())
                .isEqualTo(WayOut.NONE);
    }

    @Test
    void namesThePrivateSubnetThatClosesIt() {
        assertThat(NOTHING.closedBy()).contains("defaultOutboundAccess: false");
    }
}
