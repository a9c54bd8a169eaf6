// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.Usages;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Notes;
import java.util.List;

/**
 * A Uniform scale set makes more instances than it is asked for and deletes the surplus when the others run, unless it is told
 * not to. The surplus ones boot, have addresses, count towards no quota, and leave their interfaces behind for a while.
 *
 * <p>Source: Azure docs, "Design considerations for scale sets"; Azure/azure-cli issue 9871 and hashicorp/go-discover pull
 * request 113 saw four for two and six for three. That there are never more than three of them is assumed, and that the
 * newest ones go: in Azure those that are last to run.
 */
record Overprovisioning(Members members) {

    private static final int MOST = 3;

    /** @param made how many instances the scale set has just been given */
    void begin(ObjectNode scaleSet, int made) {
        if (!scaleSet.at("/properties/overprovision").asBoolean(false)) {
            return;
        }
        List<ObjectNode> wanted = members.all();
        try {
            for (int i = 0; i < Math.min(made, MOST); i++) {
                members.add(scaleSet);
            }
        } catch (ArmError full) {
            // The subnet has no room for more than what was asked for.
        }
        members.all().stream()
                .filter(member -> !wanted.contains(member))
                .forEach(member -> Notes.of(member).put(Usages.UNCOUNTED, true));
    }

    List<ObjectNode> surplus() {
        return members.all().stream()
                .filter(member -> Notes.read(member, Usages.UNCOUNTED).asBoolean())
                .toList();
    }
}
