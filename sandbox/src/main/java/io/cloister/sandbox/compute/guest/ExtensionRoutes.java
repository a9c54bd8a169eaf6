// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.guest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.ExtensionCatalog;
import io.cloister.sandbox.compute.catalog.ExtensionCatalog.Published;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The types of extensions that a publisher has in a location, and their versions: plain arrays, without {@code value} around
 * them.
 *
 * <p>Source: Azure REST docs, "Virtual Machine Extension Images".
 */
public final class ExtensionRoutes implements Route {

    private static final Pattern PATH = Pattern.compile(
            "/subscriptions/[^/]+/providers/Microsoft\\.Compute/locations/([^/]+)/publishers/([^/]+)/artifacttypes/"
                    + "vmextension/types(?:/([^/]+)/versions(?:/([^/]+))?)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BEGINNING =
            Pattern.compile("startswith\\(name,\\s*'([^']*)'\\)", Pattern.CASE_INSENSITIVE);

    @Override
    public Optional<Reply> answer(Call call) {
        Matcher path = PATH.matcher(call.path());
        if (!call.is("GET") || !path.matches()) {
            return Optional.empty();
        }
        String location = path.group(1);
        List<Published> all = ExtensionCatalog.of(path.group(2)).toList();
        if (path.group(3) == null) {
            return Optional.of(Reply.ok(array(
                    all.stream().map(one -> named(one.type(), call.path() + "/" + one.type(), location)))));
        }
        Published extension = all.stream()
                .filter(one -> one.type().equalsIgnoreCase(path.group(3)))
                .findFirst()
                .orElseThrow(ExtensionRoutes::missing);
        return Optional.of(Reply.ok(
                path.group(4) == null
                        ? versions(extension, call, location)
                        : version(extension, path.group(4), call.path(), location)));
    }

    private static ArrayNode versions(Published extension, Call call, String location) {
        List<String> names = new ArrayList<>(extension.versions());
        if (call.query().getOrDefault("$orderby", "").toLowerCase(Locale.ROOT).endsWith("desc")) {
            Collections.reverse(names);
        }
        Matcher beginning = BEGINNING.matcher(call.filter());
        String wanted = beginning.find() ? beginning.group(1) : "";
        return array(names.stream()
                .filter(name -> name.startsWith(wanted))
                .limit(call.top())
                .map(name -> named(name, call.path() + "/" + name, location)));
    }

    private static ObjectNode version(Published extension, String name, String id, String location) {
        if (!extension.versions().contains(name)) {
            throw missing();
        }
        ObjectNode shown = named(name, id, location);
        shown.putObject("properties")
                .put("operatingSystem", extension.os())
                .put("computeRole", "IaaS")
                .put("handlerSchema", "")
                .put("vmScaleSetEnabled", true)
                .put("supportsMultipleExtensions", false);
        return shown;
    }

    private static ArmError missing() {
        return new ArmError(404, "NotFound", "Artifact: VMExtension was not found.");
    }

    private static ObjectNode named(String name, String id, String location) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("location", location)
                .put("name", name)
                .put("id", id);
    }

    private static ArrayNode array(Stream<? extends JsonNode> elements) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        elements.forEach(array::add);
        return array;
    }
}
