// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager.place;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** A resource group: made at once, where it stays; its deletion takes along all that is in it. */
public final class ResourceGroups implements ResourceType {

    /** What goes first in a deletion: machines, then what they were plugged into. */
    private static final List<String> ORDER = List.of(
            "Microsoft.Resources/deployments",
            "Microsoft.Compute/virtualMachineScaleSets/virtualMachines",
            "Microsoft.Compute/virtualMachineScaleSets",
            "Microsoft.Compute/virtualMachines",
            "Microsoft.Compute/disks",
            "Microsoft.Network/privateEndpoints",
            "Microsoft.Network/privateLinkServices",
            "Microsoft.Network/networkInterfaces",
            "Microsoft.Network/loadBalancers",
            "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
            "Microsoft.Network/virtualNetworks");

    private static final int LONGEST_NAME = 90;
    /** Source: Azure docs, "Naming rules and restrictions for Azure resources", Microsoft.Resources. */
    private static final Pattern NAME =
            Pattern.compile("[-\\w.()]{0," + (LONGEST_NAME - 1) + "}[-\\w()]", Pattern.UNICODE_CHARACTER_CLASS);

    @Override
    public String type() {
        return "Microsoft.Resources/resourceGroups";
    }

    @Override
    public Timing timing() {
        return Timing.seconds(0, 0, 20);
    }

    @Override
    public void write(Write write) {
        String name = write.id().name();
        if (!NAME.matcher(name).matches()) {
            throw ArmError.badRequest(
                    "InvalidResourceGroup",
                    "The provided resource group name '" + name + "' is not valid. It has 1 to " + LONGEST_NAME
                            + " letters, digits, '-', '.', '(', ')' or '_', and does not end with '.'.");
        }
        String location = write.body().path("location").asText();
        String before = write.before().map(old -> old.path("location").asText()).orElse(location);
        if (!before.equals(location)) {
            throw ArmError.conflict(
                    "InvalidResourceGroupLocation",
                    "Invalid resource group location '" + location
                            + "'. The Resource group already exists in location '" + before + "'.");
        }
    }

    @Override
    public void deleted(ResourceId id, ObjectNode resource, Store store) {
        store.under(id + "/")
                .sorted(Comparator.comparingInt(ResourceGroups::turn))
                .map(one -> ResourceId.of(one.path("id").asText()))
                .toList()
                .forEach(store::remove);
    }

    private static int turn(ObjectNode resource) {
        int turn = ORDER.indexOf(resource.path("type").asText());
        return turn < 0 ? ORDER.size() : turn;
    }
}
