// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.state;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The file behind {@code --state}: JSON, replaced whole, so that a crash leaves the last state or the one before it. It holds
 * keys, tokens and Vault's secrets, and nobody but its owner may read it.
 */
public final class StateFile {

    private static final String FORMAT = "cloister-sandbox-state";
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;

    public StateFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    public Path path() {
        return path;
    }

    /**
     * What it holds; empty where there is no such file yet.
     *
     * @throws IllegalStateException where it is none of ours; the message is for the user
     */
    public Optional<SavedState> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(path.toFile());
            if (!json.path("format").asText().equals(FORMAT)) {
                throw unusable("it is not a sandbox's state");
            }
            if (json.path("version").asInt() != VERSION) {
                throw unusable("it has version " + json.path("version").asText() + ", and this sandbox knows version "
                        + VERSION);
            }
            return Optional.of(new SavedState(
                    JSON.treeToValue(json.path("continuity"), Continuity.class),
                    object(json, "beginning"),
                    object(json, "present")));
        } catch (JacksonException e) {
            throw unusable("it is damaged");
        } catch (IOException e) {
            throw unusable("it cannot be read: " + e.getMessage());
        }
    }

    public void write(SavedState state) throws IOException {
        ObjectNode json = JSON.createObjectNode().put("format", FORMAT).put("version", VERSION);
        json.set("continuity", JSON.valueToTree(state.continuity()));
        json.set("beginning", state.beginning());
        json.set("present", state.present());
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(
                draft, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly())) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(json));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What a state from this file was found to be, when it was put to use. */
    public IllegalStateException unusable(String why) {
        return new IllegalStateException("The state file " + path + " cannot be used: " + why
                + ". It is left as it is; move it away to start anew.");
    }

    private ObjectNode object(JsonNode json, String name) {
        if (json.path(name) instanceof ObjectNode object) {
            return object;
        }
        throw unusable("it is damaged");
    }

    private static FileAttribute<?>[] ownersOnly() {
        Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
