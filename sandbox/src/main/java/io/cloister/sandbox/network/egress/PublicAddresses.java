// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.egress;

import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.network.address.Prefixes;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Write;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Which public address is given away: one of a prefix where that is named, else one that is never anyone's. */
final class PublicAddresses {

    private PublicAddresses() {}

    static String give(Write address) {
        String prefix = address.properties().at("/publicIPPrefix/id").asText();
        return prefix.isEmpty() ? ofNobody(address.store()) : of(prefix, address);
    }

    /** The code is Azure's own, as the clients' troubleshooting pages have it; the message's words are ours. */
    private static String of(String prefix, Write address) {
        Cidr range = Prefixes.parse(address.store()
                .get(prefix)
                .orElseThrow()
                .at("/properties/ipPrefix")
                .asText());
        return free(LongStream.rangeClosed(range.first(), range.last()), address.store())
                .orElseThrow(() -> ArmError.badRequest(
                        "PublicIpPrefixOutOfIpAddresses",
                        "Public IP prefix " + prefix + " has no free address left for " + address.id() + "."));
    }

    /** From the ranges that RFC 5737 keeps for documentation. */
    private static String ofNobody(Store store) {
        return free(
                        Stream.of("203.0.113.0/24", "198.51.100.0/24")
                                .map(Prefixes::parse)
                                .flatMapToLong(PublicAddresses::hosts),
                        store)
                .orElseThrow(() -> ArmError.badRequest(
                        "PublicIPCountLimitReached",
                        "Cannot create more than 508 public IP addresses for this subscription in this region."));
    }

    private static LongStream hosts(Cidr range) {
        return LongStream.range(range.first() + 1, range.last());
    }

    private static Optional<String> free(LongStream candidates, Store store) {
        Set<String> taken = store.ofType("Microsoft.Network/publicIPAddresses").stream()
                .map(other -> other.at("/properties/ipAddress").asText())
                .collect(Collectors.toSet());
        return candidates
                .mapToObj(Cidr::text)
                .filter(text -> !taken.contains(text))
                .findFirst();
    }
}
