// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.cloudinit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A {@code #cloud-config} document.
 *
 * @param commands run once, in order, when the files are there
 */
public record CloudConfig(
        @JsonProperty("write_files") List<WrittenFile> files,
        @JsonProperty("runcmd") List<List<String>> commands) {

    /** Azure counts the decoded bytes. */
    static final int LIMIT = 65_535;

    public CloudConfig {
        files = List.copyOf(files);
        commands = List.copyOf(commands);
    }

    public String text() {
        return "#cloud-config\n" + YamlText.of(this);
    }

    /**
     * The document in base64, as {@code osProfile.customData} wants it.
     *
     * @throws IllegalArgumentException if it is longer than Azure takes
     */
    public String customData() {
        byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LIMIT) {
            throw new IllegalArgumentException("the machine's cloud-config has " + bytes.length
                    + " bytes, and Azure takes at most " + LIMIT
                    + " as custom data: give Vault a shorter chain of CA certificates");
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
