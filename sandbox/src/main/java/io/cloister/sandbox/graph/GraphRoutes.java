// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.ArmError;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** {@code /v1.0/…}: service principals by name, id or filter, {@code directoryObjects/getByIds}, and applications. */
public final class GraphRoutes {

    private static final String PREFIX = "/v1.0/";
    private static final Pattern EQUALS = Pattern.compile("(\\w+)\\s+eq\\s+'([^']*)'", Pattern.CASE_INSENSITIVE);
    private static final Pattern STARTS =
            Pattern.compile("startswith\\(\\s*displayName\\s*,\\s*'([^']*)'", Pattern.CASE_INSENSITIVE);
    private static final Pattern BY_APP = Pattern.compile("servicePrincipals\\(appId='([^']*)'\\)");

    private final ServicePrincipals directory;
    private final ApplicationRoutes applications;
    private final String administrator;

    /** @param administrator object id of the one client that may write */
    public GraphRoutes(ServicePrincipals directory, Applications applications, String administrator) {
        this.directory = directory;
        this.applications = new ApplicationRoutes(applications);
        this.administrator = administrator;
    }

    public Optional<Reply> answer(Call call) {
        if (!call.path().startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = call.path().substring(PREFIX.length()).split("/");
        boolean reads = call.is("GET") || parts[0].equals("directoryObjects");
        if (!reads && !call.caller().objectId().equalsIgnoreCase(administrator)) {
            throw denied();
        }
        if (parts[0].startsWith("applications")) {
            return Optional.of(applications.applications(call, parts));
        }
        Matcher byApp = BY_APP.matcher(parts[0]);
        if (byApp.matches()) {
            return Optional.of(one(call, byApp.group(1)));
        }
        return Optional.of(
                switch (parts[0]) {
                    case "me" ->
                        throw ArmError.badRequest(
                                "BadRequest", "/me request is only valid with delegated authentication flow.");
                    case "servicePrincipals" ->
                        applications
                                .principals(call, parts)
                                .orElseGet(() -> parts.length == 1 ? filtered(call) : one(call, parts[1]));
                    case "directoryObjects" -> directoryObjects(call, parts);
                    case "users", "groups" -> {
                        if (!call.is("GET")) {
                            throw denied();
                        }
                        if (parts.length > 1) {
                            throw notFound(parts[1]);
                        }
                        yield Reply.list(List.of());
                    }
                    default ->
                        throw ArmError.badRequest(
                                "BadRequest", "Resource not found for the segment '" + parts[0] + "'.");
                });
    }

    private Reply directoryObjects(Call call, String[] parts) {
        if (parts.length < 2) {
            throw ArmError.badRequest("Request_UnsupportedQuery", "Directory objects are asked for one by one.");
        }
        if (!parts[1].equals("getByIds") && !parts[1].equals("microsoft.graph.getByIds")) {
            return one(call, parts[1]);
        }
        List<String> ids = StreamSupport.stream(call.json().path("ids").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return list(principal -> ids.stream().anyMatch(principal.id()::equalsIgnoreCase));
    }

    private Reply filtered(Call call) {
        String filter = call.filter();
        Matcher starts = STARTS.matcher(filter);
        if (starts.find()) {
            String prefix = starts.group(1);
            return list(principal -> principal.displayName().startsWith(prefix));
        }
        Matcher equal = EQUALS.matcher(filter);
        if (!equal.find()) {
            return list(principal -> true);
        }
        String value = equal.group(2);
        return switch (equal.group(1)) {
            case "displayName" -> list(principal -> principal.displayName().equalsIgnoreCase(value));
            case "id" -> list(principal -> principal.id().equalsIgnoreCase(value));
            default -> list(principal -> principal.isNamed(value));
        };
    }

    private Reply list(Predicate<ServicePrincipal> wanted) {
        return Reply.list(directory.servicePrincipals().stream()
                .filter(wanted)
                .map(ServicePrincipal::toJson)
                .toList());
    }

    private Reply one(Call call, String name) {
        if (!call.is("GET")) {
            throw denied();
        }
        ObjectNode found = directory.servicePrincipals().stream()
                .filter(principal -> principal.isNamed(name))
                .findFirst()
                .orElseThrow(() -> notFound(name))
                .toJson();
        return Reply.ok(found);
    }

    private static ArmError denied() {
        return new ArmError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    static ArmError notFound(String id) {
        return new ArmError(
                404,
                "Request_ResourceNotFound",
                "Resource '" + id
                        + "' does not exist or one of its queried reference-property objects are not present.");
    }
}
