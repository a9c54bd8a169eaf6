// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import io.cloister.request.ClusterRequest;
import io.cloister.request.reading.Reading;
import io.cloister.request.reading.RequestReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A request on disk. */
public final class RequestFile {

    private RequestFile() {}

    /** @throws CommandFailure with every violation, each after the file's name */
    public static ClusterRequest read(Path file) {
        String name = file.getFileName() == null
                ? file.toString()
                : file.getFileName().toString();
        Reading reading = RequestReader.read(text(file));
        if (reading instanceof Reading.Invalid invalid) {
            throw CommandFailure.badInput(invalid.violations().stream()
                    .map(violation -> name + ": " + violation)
                    .toList());
        }
        return ((Reading.Valid) reading).request();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw unreadable(file, "there is no such file");
        } catch (AccessDeniedException denied) {
            throw unreadable(file, "it may not be read by this user");
        } catch (MalformedInputException binary) {
            throw unreadable(file, "it is not UTF-8 text");
        } catch (IOException broken) {
            throw unreadable(file, Files.isDirectory(file) ? "it is a directory" : "it cannot be read");
        }
    }

    private static CommandFailure unreadable(Path file, String why) {
        return CommandFailure.badInput(List.of(file + ": " + why));
    }
}
