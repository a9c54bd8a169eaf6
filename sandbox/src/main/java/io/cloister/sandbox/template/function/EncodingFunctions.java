// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template.function;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.template.Arguments;
import io.cloister.sandbox.template.Function;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Text read and written otherwise, and names made of text. Source: Azure docs, "String functions for ARM templates". */
final class EncodingFunctions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int UNIQUE_LENGTH = 13;
    /** The name space in which {@code guid} makes its version-5 UUIDs. */
    private static final UUID NAMES = UUID.fromString("11fb06fb-712d-4ddd-98c7-e71bbd588830");

    static final Map<String, Function> ALL = Map.ofEntries(
            entry("json", call -> json(call, call.count(1, 1).text(0))),
            entry(
                    "base64",
                    call -> new TextNode(Base64.getEncoder()
                            .encodeToString(bytes(call.count(1, 1).text(0))))),
            entry("base64ToString", call -> new TextNode(decoded(call))),
            entry("base64ToJson", call -> json(call, decoded(call))),
            entry("uriComponent", call -> new TextNode(encoded(call.count(1, 1).text(0)))),
            entry(
                    "uriComponentToString",
                    call -> new TextNode(
                            URLDecoder.decode(call.count(1, 1).text(0).replace("+", "%2B"), StandardCharsets.UTF_8))),
            entry("uri", EncodingFunctions::uri),
            entry("uniqueString", call -> new TextNode(unique(joined(call)))),
            entry("guid", call -> new TextNode(guid(joined(call)).toString())));

    private EncodingFunctions() {}

    private static JsonNode json(Arguments call, String text) {
        try {
            JsonNode read = JSON.readTree(text);
            return read.isMissingNode() ? new TextNode("") : read;
        } catch (JacksonException e) {
            throw call.wrong("cannot read its argument as JSON");
        }
    }

    private static String decoded(Arguments call) {
        try {
            return new String(Base64.getDecoder().decode(call.count(1, 1).text(0)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw call.wrong("cannot read its argument as base64");
        }
    }

    private static JsonNode uri(Arguments call) {
        try {
            return new TextNode(
                    URI.create(call.count(2, 2).text(0)).resolve(call.text(1)).toString());
        } catch (IllegalArgumentException e) {
            throw call.wrong("cannot combine " + call.text(0) + " and " + call.text(1));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
    }

    private static String joined(Arguments call) {
        return call.all().map(StringFunctions::string).collect(Collectors.joining("-"));
    }

    /** Thirteen letters and digits, the same for the same arguments; not those that Azure makes of them. */
    private static String unique(String text) {
        long hash = ByteBuffer.wrap(digest(bytes(text))).getLong();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < UNIQUE_LENGTH; i++) {
            name.append(BASE32.charAt((int) ((hash >>> (5 * i)) & 31)));
        }
        return name.toString();
    }

    private static UUID guid(String text) {
        byte[] name = bytes(text);
        ByteBuffer buffer = ByteBuffer.allocate(16 + name.length)
                .putLong(NAMES.getMostSignificantBits())
                .putLong(NAMES.getLeastSignificantBits())
                .put(name);
        ByteBuffer hash = ByteBuffer.wrap(digest(buffer.array()));
        long high = hash.getLong() & ~0xF000L | 0x5000L;
        long low = hash.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-1", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
