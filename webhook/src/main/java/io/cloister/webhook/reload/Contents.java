// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.reload;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What some files held at one moment, or why they could not be read. Compared by content, not by modification time:
 * kubelet swaps a symbolic link, and two writes may fall into one tick of the file system's clock.
 */
sealed interface Contents {

    static Contents of(List<Path> files) {
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            try {
                texts.add(Files.readString(file));
            } catch (NoSuchFileException e) {
                return new Unreadable(file + " does not exist; mount or create it");
            } catch (CharacterCodingException e) {
                return new Unreadable(file + " is not UTF-8 text; write it as PEM or YAML");
            } catch (IOException e) {
                return new Unreadable(file + " cannot be read (" + e + "); check its permissions");
            }
        }
        return new Texts(texts);
    }

    record Texts(List<String> texts) implements Contents {
        public Texts {
            texts = List.copyOf(texts);
        }

        /** Silent: one of the texts may be a private key. */
        @Override
        public String toString() {
            return texts.size() + " texts";
        }
    }

    record Unreadable(String reason) implements Contents {}
}
