// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.ImageCatalog;
import io.cloister.sandbox.resource.Store;
import java.util.Locale;

/**
 * What runs in a machine at this moment.
 *
 * <p>Source: Azure REST docs, "Virtual Machines - Instance View".
 */
public final class InstanceView {

    private static final String AGENT_VERSION = "2.15.0.1";

    private InstanceView() {}

    public static ObjectNode of(ObjectNode machine, Store store) {
        JsonNode properties = machine.path("properties");
        JsonNode profile = properties.path("storageProfile");
        String time = properties.path("timeCreated").asText("");
        boolean runs = Power.of(machine).filter(Power.RUNNING::equals).isPresent();
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        if (runs) {
            view.set("computerName", properties.path("osProfile").path("computerName"));
            system(view, profile.path("imageReference"));
            agent(view.putObject("vmAgent"), machine, store, time);
        }
        view.put("hyperVGeneration", ImageCatalog.generation(profile.path("imageReference")));
        ArrayNode disks = view.putArray("disks");
        addDisk(disks, profile.path("osDisk"), time);
        profile.path("dataDisks").forEach(disk -> addDisk(disks, disk, time));
        view.putObject("bootDiagnostics");
        ArrayNode statuses = statuses(properties, time);
        Power.of(machine).ifPresent(power -> statuses.add(status(power.code(), power.display(), "")));
        view.set("statuses", statuses);
        return view;
    }

    /** As the agent reads it in {@code /etc/os-release}; of other systems than Ubuntu their image's name and version. */
    private static void system(ObjectNode view, JsonNode image) {
        String offer = image.path("offer").asText("linux");
        String version = image.path("exactVersion").asText("");
        boolean ubuntu = offer.toLowerCase(Locale.ROOT).contains("ubuntu");
        view.put("osName", ubuntu ? "ubuntu" : offer);
        view.put("osVersion", ubuntu ? version.replaceFirst("^(\\d+\\.\\d+).*", "$1") : version);
    }

    /** {@code ProvisioningState/…} alone, as a scale set has it too. */
    public static ArrayNode statuses(JsonNode properties, String time) {
        String state = properties.path("provisioningState").asText("Succeeded");
        String display = state.equals("Succeeded") || state.equals("Failed")
                ? "Provisioning " + state.toLowerCase(Locale.ROOT)
                : state;
        return JsonNodeFactory.instance
                .arrayNode()
                .add(status("ProvisioningState/" + state.toLowerCase(Locale.ROOT), display, time));
    }

    /** Whether one of its statuses has this code, such as {@code PowerState/running}. */
    public static boolean has(JsonNode view, String code) {
        return view.path("statuses").findValuesAsText("code").stream().anyMatch(code::equalsIgnoreCase);
    }

    private static void agent(ObjectNode agent, ObjectNode machine, Store store, String time) {
        agent.put("vmAgentVersion", AGENT_VERSION);
        ObjectNode ready = status("ProvisioningState/succeeded", "Ready", time);
        agent.putArray("statuses").add(ready.put("message", "Guest Agent is running"));
        ArrayNode handlers = agent.putArray("extensionHandlers");
        store.under(machine.path("id").asText() + "/extensions/").forEach(extension -> {
            JsonNode properties = extension.path("properties");
            ObjectNode handler = handlers.addObject();
            handler.put(
                    "type",
                    properties.path("publisher").asText() + "."
                            + properties.path("type").asText());
            handler.put(
                    "typeHandlerVersion", properties.path("typeHandlerVersion").asText());
            handler.set("status", status("ProvisioningState/succeeded", "Ready", ""));
        });
    }

    private static void addDisk(ArrayNode disks, JsonNode disk, String time) {
        ObjectNode shown = disks.addObject();
        shown.set("name", disk.path("name"));
        shown.putArray("statuses").add(status("ProvisioningState/succeeded", "Provisioning succeeded", time));
    }

    private static ObjectNode status(String code, String display, String time) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("code", code)
                .put("level", code.contains("failed") ? "Error" : "Info")
                .put("displayStatus", display);
        return time.isEmpty() ? status : status.put("time", time);
    }
}
