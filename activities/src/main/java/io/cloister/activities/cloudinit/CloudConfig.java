// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.cloudinit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@code #cloud-config}: the files to write, and the one command to run after that. */
public record CloudConfig(List<WrittenFile> files, String command) {

    /** Azure takes no more custom data than this. */
    static final int MAX_BYTES = 64 * 1024;

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            // cloud-init would read unquoted permissions as an octal number
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());

    public CloudConfig {
        files = List.copyOf(files);
    }

    /** As Azure takes it: base64. */
    public String base64() {
        byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "the machine's cloud-config has " + bytes.length + " bytes, and Azure takes " + MAX_BYTES
                            + ": shorten the certificate bundle that CLOISTER_CA_FILE names");
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    public String text() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("write_files", files.stream().map(CloudConfig::entry).toList());
        document.put("runcmd", List.of(List.of(command)));
        return "#cloud-config\n" + yaml(document);
    }

    public static String yaml(Object document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps and texts are always YAML", impossible);
        }
    }

    private static Map<String, String> entry(WrittenFile file) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("path", file.path());
        entry.put("permissions", file.permissions());
        entry.put("content", file.content());
        return entry;
    }
}
