// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The platform images there are, from the file {@code platform-images.txt}. */
public final class ImageCatalog {

    private static final List<PlatformImage> ALL = load();

    private ImageCatalog() {}

    /** Refuses an image reference that names none, and completes one that asks for the latest with its version. */
    public static void complete(ObjectNode reference) {
        PlatformImage image = find(reference)
                .filter(found -> isLatest(reference)
                        || found.versions().contains(reference.path("version").asText()))
                .orElseThrow(() -> missing(reference));
        reference.put(
                "exactVersion",
                isLatest(reference) ? image.latest() : reference.path("version").asText());
    }

    /** "Linux" or "Windows"; Linux where the image is not a platform's. */
    public static String osType(JsonNode reference) {
        return find(reference).map(PlatformImage::os).orElse("Linux");
    }

    /** Of the OS disk that a machine gets from it. Source: Azure docs, "Azure managed disks", OS disk; Canonical's images. */
    public static int diskSizeGb(JsonNode reference) {
        boolean small = reference.path("sku").asText().toLowerCase(Locale.ROOT).contains("smalldisk");
        return osType(reference).equals("Windows") && !small ? 127 : 30;
    }

    /** "V1" or "V2", as disks and instance views name it. */
    public static String generation(JsonNode reference) {
        return find(reference).map(PlatformImage::generation).orElse("V2");
    }

    static Stream<PlatformImage> where(Predicate<PlatformImage> wanted) {
        return ALL.stream().filter(wanted);
    }

    private static Optional<PlatformImage> find(JsonNode reference) {
        return ALL.stream()
                .filter(image -> same(image.publisher(), reference, "publisher")
                        && same(image.offer(), reference, "offer")
                        && same(image.sku(), reference, "sku"))
                .findFirst();
    }

    private static boolean same(String value, JsonNode reference, String field) {
        return value.equalsIgnoreCase(reference.path(field).asText());
    }

    private static boolean isLatest(JsonNode reference) {
        return reference.path("version").asText("latest").equalsIgnoreCase("latest");
    }

    private static ArmError missing(JsonNode reference) {
        return new ArmError(
                404,
                "PlatformImageNotFound",
                "The platform image '" + reference.path("publisher").asText() + ":"
                        + reference.path("offer").asText() + ":"
                        + reference.path("sku").asText() + ":"
                        + reference.path("version").asText()
                        + "' is not available. Verify that all fields in the storage profile are correct. For more"
                        + " details about storage profile information, please refer to https://aka.ms/storageprofile",
                "imageReference",
                null);
    }

    private static List<PlatformImage> load() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                ImageCatalog.class.getResourceAsStream("platform-images.txt"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::trim)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+"))
                    .map(part -> new PlatformImage(
                            part[0], part[1], part[2], part[3], part[4], part[5], List.of(part[6].split(","))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the list of platform images", e);
        }
    }
}
