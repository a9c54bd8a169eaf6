// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.cloudinit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A file that cloud-init writes; anybody on the machine may read it, so it holds nothing secret. */
public record WrittenFile(String path, String permissions, String content) {

    public static WrittenFile text(String path, String content) {
        return new WrittenFile(path, "0644", content);
    }

    public static WrittenFile script(String path, String content) {
        return new WrittenFile(path, "0755", content);
    }

    /** The text of a resource that lies beside {@code owner}. */
    public static String resource(Class<?> owner, String name) {
        try (InputStream resource = owner.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("this build lacks " + name + " beside " + owner.getName());
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
