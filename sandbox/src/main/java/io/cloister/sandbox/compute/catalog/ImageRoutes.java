// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Publishers, also those of extensions alone, and their offers, SKUs and versions in a location: plain arrays, without {@code value} around them.
 *
 * <p>Source: Azure REST docs, "Virtual Machine Images".
 */
public final class ImageRoutes implements Route {

    private static final Pattern PATH = Pattern.compile(
            "(/subscriptions/[^/]+/providers/Microsoft\\.Compute/locations/([^/]+)/publishers)(?:/([^/]+)/artifacttypes/"
                    + "vmimage/offers(?:/([^/]+)/skus(?:/([^/]+)/versions(?:/([^/]+))?)?)?)?",
            Pattern.CASE_INSENSITIVE);

    @Override
    public Optional<Reply> answer(Call call) {
        Matcher path = PATH.matcher(call.path());
        if (!call.is("GET") || !path.matches()) {
            return Optional.empty();
        }
        List<String> wanted = IntStream.rangeClosed(3, 5)
                .mapToObj(path::group)
                .takeWhile(part -> part != null)
                .toList();
        List<PlatformImage> images =
                ImageCatalog.where(image -> startsWith(image, wanted)).toList();
        if (images.isEmpty()) {
            throw new ArmError(404, "NotFound", "Artifact: VMImage was not found.");
        }
        String location = path.group(2);
        if (path.group(6) != null) {
            return Optional.of(Reply.ok(version(images.get(0), path.group(6), call.path(), location)));
        }
        if (wanted.size() == 3) {
            return Optional.of(Reply.ok(versions(images.get(0), call, location)));
        }
        Stream<String> names = images.stream().map(image -> parts(image).get(wanted.size()));
        boolean publishers = wanted.isEmpty();
        return Optional.of(Reply.ok(array((publishers ? Stream.concat(names, ExtensionCatalog.publishers()) : names)
                .distinct()
                .sorted()
                .map(name -> named(name, call.path() + "/" + name, location)))));
    }

    private static boolean startsWith(PlatformImage image, List<String> wanted) {
        List<String> parts = parts(image);
        return IntStream.range(0, wanted.size()).allMatch(i -> parts.get(i).equalsIgnoreCase(wanted.get(i)));
    }

    private static List<String> parts(PlatformImage image) {
        return List.of(image.publisher(), image.offer(), image.sku());
    }

    private static ArrayNode versions(PlatformImage image, Call call, String location) {
        List<String> names = new ArrayList<>(image.versions());
        if (call.query().getOrDefault("$orderby", "").toLowerCase(Locale.ROOT).endsWith("desc")) {
            Collections.reverse(names);
        }
        boolean whole = call.query().getOrDefault("$expand", "").equalsIgnoreCase("properties");
        Function<String, JsonNode> shown = name -> whole
                ? version(image, name, call.path() + "/" + name, location)
                : named(name, call.path() + "/" + name, location);
        return array(names.stream().limit(call.top()).map(shown));
    }

    private static ObjectNode version(PlatformImage image, String wanted, String id, String location) {
        String version = wanted.equalsIgnoreCase("latest") ? image.latest() : wanted;
        if (!image.versions().contains(version)) {
            throw new ArmError(404, "NotFound", "Artifact: VMImage was not found.");
        }
        ObjectNode found = named(version, id, location);
        ObjectNode properties = found.putObject("properties");
        properties.put("hyperVGeneration", image.generation()).put("architecture", image.architecture());
        properties.put("replicaType", "Managed");
        properties.putObject("osDiskImage").put("operatingSystem", image.os()).put("sizeInGb", 30);
        properties.putArray("dataDiskImages");
        properties.putObject("automaticOSUpgradeProperties").put("automaticOSUpgradeSupported", true);
        properties.putObject("disallowed").put("vmDiskType", "None");
        return found;
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
