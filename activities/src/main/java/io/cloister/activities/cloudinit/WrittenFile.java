// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.cloudinit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One entry of {@code write_files}; owned by root. */
public record WrittenFile(
        String path, @JsonProperty("permissions") Mode mode, String content) {

    /** Everybody may read these files: nothing secret is in them. */
    public enum Mode {
        @JsonProperty("0644")
        DATA,
        @JsonProperty("0755")
        PROGRAM
    }
}
