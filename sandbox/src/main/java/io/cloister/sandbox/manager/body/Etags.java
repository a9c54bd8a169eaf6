// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager.body;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which resources have an etag, and requests that are meant for one state only. */
public final class Etags {

    private static final Set<String> OF_COMPUTE = Set.of("virtualmachines", "virtualmachinescalesets");

    private Etags() {}

    /** The etag of a resource that is written now: another than before. Empty for a type that has none. */
    public static Optional<String> next(ResourceId id, Optional<ObjectNode> before) {
        if (isOfDns(id)) {
            return Optional.of(UUID.randomUUID().toString());
        }
        if (isOfNetwork(id)) {
            return Optional.of("W/\"" + UUID.randomUUID() + "\"");
        }
        if (id.namespace().equals("Microsoft.Compute")
                && id.isTopLevel()
                && OF_COMPUTE.contains(id.lastType().toLowerCase(Locale.ROOT))) {
            int last = before.map(old -> old.path("etag").asText().replaceAll("\\D", ""))
                    .filter(number -> !number.isEmpty())
                    .map(Integer::valueOf)
                    .orElse(0);
            return Optional.of("\"" + (last + 1) + "\"");
        }
        return Optional.empty();
    }

    /**
     * Refuses a write or deletion whose If-Match names another state than there is, and one with If-None-Match: * of what
     * is there already.
     */
    public static void check(Call call, ResourceId id, Optional<ObjectNode> before) {
        String wanted = given(call, "if-match");
        String unwanted = given(call, "if-none-match");
        Optional<String> present = before.map(old -> old.path("etag").asText());
        boolean matches = wanted == null
                || (wanted.equals("*")
                        ? present.isPresent()
                        : present.filter(etag -> same(etag, wanted)).isPresent());
        boolean isThere = unwanted != null
                && (unwanted.equals("*")
                        ? present.isPresent()
                        : present.filter(etag -> same(etag, unwanted)).isPresent());
        if (!matches || isThere) {
            throw refusal(
                    id, matches ? "if-none-match" : "if-match", matches ? unwanted : wanted, present.orElse("(none)"));
        }
    }

    /** Terraform sends the header empty where it has no condition. */
    private static String given(Call call, String header) {
        String value = call.headers().get(header);
        return value == null || value.isBlank() ? null : value;
    }

    private static ArmError refusal(ResourceId id, String header, String given, String present) {
        if (isOfNetwork(id) && !isOfDns(id)) {
            return new ArmError(412, "PreconditionFailed", "Precondition failed.")
                    .because(
                            "PreconditionFailedEtagMismatch",
                            "Etag provided in " + header + " header " + given + " does not match etag " + present
                                    + " of resource " + id + " in NRP data store.");
        }
        return new ArmError(
                412,
                "PreconditionFailed",
                "The condition '" + given + "' in the " + header + " header was not satisfied. The current was '"
                        + present + "'.");
    }

    private static boolean same(String one, String other) {
        return one.replace("W/", "").equals(other.replace("W/", ""));
    }

    private static boolean isOfDns(ResourceId id) {
        return isOfNetwork(id) && id.root().lastType().equalsIgnoreCase("privateDnsZones");
    }

    private static boolean isOfNetwork(ResourceId id) {
        return id.namespace().equals("Microsoft.Network");
    }
}
