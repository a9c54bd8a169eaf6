// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Page;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.Store;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A subscription's machines or scale sets in one location. Source: Azure REST docs, "Virtual Machines - List By Location".
 */
public final class ByLocation implements Route {

    private static final Pattern PATH = Pattern.compile(
            "(/subscriptions/[^/]+)/providers/Microsoft\\.Compute/locations/([^/]+)/"
                    + "(virtualMachines|virtualMachineScaleSets)/?",
            Pattern.CASE_INSENSITIVE);

    private final Store store;

    public ByLocation(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        Matcher path = PATH.matcher(call.path());
        if (!call.is("GET") || !path.matches()) {
            return Optional.empty();
        }
        String type = "Microsoft.Compute/" + path.group(3);
        return Optional.of(Page.of(
                call,
                store.under(path.group(1) + "/")
                        .filter(one -> one.path("type").asText().equalsIgnoreCase(type))
                        .filter(one -> one.path("location").asText().equalsIgnoreCase(path.group(2)))
                        .map(ByLocation::shown)
                        .toList()));
    }

    private static ObjectNode shown(ObjectNode stored) {
        ObjectNode shown = stored.deepCopy();
        OsProfiles.hide(shown);
        return shown;
    }
}
