// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.guest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands that can be run in a machine by their name: {@code …/locations/{location}/runCommands[/{id}]}.
 *
 * <p>Source: Azure docs, "Run scripts in your Linux VM by using action Run Commands".
 */
public final class CommandCatalog implements Route {

    private static final Pattern PATH = Pattern.compile(
            "/subscriptions/([^/]+)/providers/Microsoft\\.Compute/locations/([^/]+)/runCommands(?:/([^/]+))?",
            Pattern.CASE_INSENSITIVE);

    private enum Command {
        RunPowerShellScript("Windows", "Executes a PowerShell script"),
        RunShellScript("Linux", "Executes a Linux shell script"),
        ifconfig("Linux", "Get the configuration of all network interfaces."),
        IPConfig("Windows", "List IP configuration");

        private final String os;
        private final String label;

        Command(String os, String label) {
            this.os = os;
            this.label = label;
        }

        private ObjectNode toJson() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("$schema", "http://schema.management.azure.com/schemas/2016-11-17/runcommands.json")
                    .put("id", name())
                    .put("osType", os)
                    .put("label", label)
                    .put("description", label);
        }
    }

    @Override
    public Optional<Reply> answer(Call call) {
        Matcher path = PATH.matcher(call.path());
        if (!call.is("GET") || !path.matches()) {
            return Optional.empty();
        }
        if (path.group(3) == null) {
            List<ObjectNode> all =
                    Arrays.stream(Command.values()).map(Command::toJson).toList();
            return Optional.of(Reply.list(all));
        }
        ObjectNode command =
                find(path.group(3)).orElseThrow(() -> unknown(path.group(3))).toJson();
        command.putArray("script");
        return Optional.of(Reply.ok(command));
    }

    /** Refuses what is none of them. */
    static void require(String id) {
        if (find(id).isEmpty()) {
            throw unknown(id);
        }
    }

    private static Optional<Command> find(String id) {
        return Arrays.stream(Command.values())
                .filter(command -> command.name().equalsIgnoreCase(id))
                .findFirst();
    }

    private static ArmError unknown(String id) {
        return new ArmError(404, "NotFound", "The entity was not found: the run command '" + id + "'.");
    }
}
