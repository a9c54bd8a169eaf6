// SPDX-License-Identifier: Apache-2.0
package io.cloister.request.reading;

import io.cloister.request.Cidr;
import io.cloister.request.NetworkRequest;
import io.cloister.request.NetworkRequest.Peering;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code network}. */
final class NetworkReader {

    private static final Pattern PEERING = Pattern.compile("[a-z0-9-]{1,30}");
    private static final Pattern NETWORK = Pattern.compile(
            "(?i)/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/virtualNetworks/[^/]+");

    private NetworkReader() {}

    static NetworkRequest read(Section section) {
        Cidr cidr = section.cidr("cidr");
        Section subnets = section.section("subnets");
        Cidr controlPlane = subnets.cidr("controlPlane");
        Cidr workers = subnets.cidr("workers");
        Optional<Cidr> proxy = subnets.has("proxy") ? Optional.ofNullable(subnets.cidr("proxy")) : Optional.empty();
        subnets.nothingElse();
        List<Peering> peerings = section.sections("peerings").stream()
                .map(NetworkReader::peering)
                .toList();
        section.nothingElse();
        return new NetworkRequest(cidr, controlPlane, workers, proxy, peerings);
    }

    private static Peering peering(Section section) {
        Peering peering = new Peering(
                section.text("name", null, PEERING, "must be 1 to 30 lower-case letters, digits and dashes"),
                section.text("remoteVirtualNetwork", null, NETWORK, "is not the resource id of a virtual network"));
        section.nothingElse();
        return peering;
    }
}
