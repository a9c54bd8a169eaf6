// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** {@code /etc/cloister/node.yaml}, taken out of the machine's custom data: all that a node knows when it starts. */
record NodeConfig(
        String cluster,
        String role,
        String pool,
        String identity,
        URI vault,
        String authMount,
        String vaultRole,
        String audience,
        String secrets) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String FILE = "/etc/cloister/node.yaml";

    /** @throws IOException with a message for people where cloud-init could not have used the custom data either */
    static NodeConfig fromCustomData(String customData) throws IOException {
        String text = new String(unpacked(customData), StandardCharsets.UTF_8);
        if (!text.startsWith("#cloud-config")) {
            throw new IOException("the custom data does not start with #cloud-config");
        }
        for (JsonNode file : YAML.readTree(text).path("write_files")) {
            if (file.path("path").asText().equals(FILE)) {
                return read(YAML.readTree(content(file)));
            }
        }
        throw new IOException("the cloud-config writes no " + FILE);
    }

    boolean isControlPlane() {
        return role.equals("control-plane");
    }

    boolean isProxy() {
        return role.equals("proxy");
    }

    private static byte[] content(JsonNode file) throws IOException {
        String content = file.path("content").asText();
        return switch (file.path("encoding").asText("")) {
            case "" -> content.getBytes(StandardCharsets.UTF_8);
            case "b64", "base64" -> Base64.getMimeDecoder().decode(content);
            case "gz+b64", "gzip+base64", "gz+base64" -> unpacked(content);
            default ->
                throw new IOException("unknown encoding of " + FILE + ": "
                        + file.path("encoding").asText());
        };
    }

    private static byte[] unpacked(String base64) throws IOException {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException("the custom data is not base64", e);
        }
        boolean gzip = bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
        if (!gzip) {
            return bytes;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static NodeConfig read(JsonNode yaml) {
        JsonNode vault = yaml.path("vault");
        return new NodeConfig(
                yaml.path("cluster").asText(),
                yaml.path("role").asText(),
                yaml.path("pool").asText(),
                yaml.path("identity").asText(),
                URI.create(vault.path("address").asText()),
                vault.path("authMount").asText("jwt"),
                vault.path("role").asText(),
                vault.path("audience").asText(),
                vault.path("secrets").asText());
    }
}
