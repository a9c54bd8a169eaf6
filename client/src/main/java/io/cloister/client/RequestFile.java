// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import io.cloister.plan.PlanRefused;
import io.cloister.plan.making.Planner;
import io.cloister.request.ClusterRequest;
import io.cloister.request.Violation;
import io.cloister.request.reading.Reading;
import io.cloister.request.reading.RequestReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** A request on disk. What is read from it can be planned too: all commands refuse the same. */
public final class RequestFile {

    private RequestFile() {}

    /** @throws CommandFailure with every violation, each after the file's name */
    public static ClusterRequest read(Path file) {
        String name = file.getFileName() == null
                ? file.toString()
                : file.getFileName().toString();
        Reading reading = RequestReader.read(text(file));
        if (reading instanceof Reading.Invalid invalid) {
            throw invalid(name, invalid.violations());
        }
        ClusterRequest request = ((Reading.Valid) reading).request();
        try {
            Planner.plan(request, UUID.randomUUID().toString());
        } catch (PlanRefused refused) {
            throw invalid(name, refused.violations());
        }
        return request;
    }

    private static CommandFailure invalid(String name, List<Violation> violations) {
        return CommandFailure.badInput(
                violations.stream().map(violation -> name + ": " + violation).toList());
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
