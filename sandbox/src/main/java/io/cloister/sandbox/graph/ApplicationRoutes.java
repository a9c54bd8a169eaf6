// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.ArmError;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** {@code applications/…} with passwords and federated credentials, and the writes of {@code servicePrincipals}. */
final class ApplicationRoutes {

    private static final Pattern BY_APP = Pattern.compile("\\w+\\(appId='([^']*)'\\)");
    private static final Pattern EQUALS = Pattern.compile("(\\w+)\\s+eq\\s+'([^']*)'", Pattern.CASE_INSENSITIVE);
    private static final Pattern STARTS =
            Pattern.compile("startswith\\(\\s*displayName\\s*,\\s*'([^']*)'", Pattern.CASE_INSENSITIVE);
    private static final Pattern URI = Pattern.compile("identifierUris/any\\(.*?'([^']*)'", Pattern.CASE_INSENSITIVE);
    private static final String FEDERATED = "federatedIdentityCredentials";

    private final Applications applications;

    ApplicationRoutes(Applications applications) {
        this.applications = applications;
    }

    Reply applications(Call call, String[] parts) {
        if (parts.length == 1 && parts[0].equals("applications")) {
            return call.is("POST")
                    ? Reply.of(201, applications.register(named(call.json())))
                    : Reply.list(applications.applications().stream()
                            .filter(one -> matches(call.filter(), one))
                            .toList());
        }
        Matcher byApp = BY_APP.matcher(parts[0]);
        String name = byApp.matches() ? byApp.group(1) : parts[1];
        ObjectNode application = applications.application(name).orElseThrow(() -> GraphRoutes.notFound(name));
        int rest = byApp.matches() ? 1 : 2;
        return parts.length == rest
                ? itself(call, application)
                : part(call, application, List.of(parts).subList(rest, parts.length));
    }

    /** A service principal that was made here; a managed identity's is not to be changed. */
    Optional<Reply> principals(Call call, String[] parts) {
        if (parts.length == 1) {
            return call.is("POST") ? Optional.of(principal(call)) : Optional.empty();
        }
        if (parts.length > 2) {
            return parts[2].equals("owners") ? Optional.of(Reply.list(List.of())) : Optional.empty();
        }
        return call.is("DELETE")
                ? applications.principal(parts[1]).map(principal -> {
                    applications.removePrincipal(principal);
                    return Reply.empty(204);
                })
                : Optional.empty();
    }

    private Reply principal(Call call) {
        String appId = call.json().path("appId").asText();
        ObjectNode application = applications
                .application(appId)
                .orElseThrow(() -> ArmError.badRequest(
                        "Request_BadRequest",
                        "The appId '" + appId
                                + "' of the service principal does not reference a valid application object."));
        if (applications.principal(appId).isPresent()) {
            throw ArmError.conflict(
                    "Request_MultipleObjectsWithSameKeyValue",
                    "The service principal cannot be created, updated, or restored because the service principal name "
                            + appId + " is already in use.");
        }
        return Reply.of(201, applications.register(application, call.json()));
    }

    private Reply itself(Call call, ObjectNode application) {
        return switch (call.method()) {
            case "PATCH" -> {
                applications.update(application, call.json());
                yield Reply.empty(204);
            }
            case "DELETE" -> {
                applications.remove(application);
                yield Reply.empty(204);
            }
            default -> Reply.ok(application);
        };
    }

    private Reply part(Call call, ObjectNode application, List<String> rest) {
        return switch (rest.get(0)) {
            case "addPassword" ->
                Reply.ok(applications.addPassword(application, call.json().path("passwordCredential")));
            case "removePassword" -> {
                applications.removePassword(
                        application, call.json().path("keyId").asText());
                yield Reply.empty(204);
            }
            case "owners" -> call.is("GET") ? Reply.list(List.of()) : Reply.empty(204);
            case FEDERATED -> federated(call, application.withArray("/" + FEDERATED), rest);
            default ->
                throw ArmError.badRequest("BadRequest", "Resource not found for the segment '" + rest.get(0) + "'.");
        };
    }

    private static Reply federated(Call call, ArrayNode credentials, List<String> rest) {
        if (rest.size() == 1 && call.is("POST")) {
            ObjectNode credential = call.json().put("id", UUID.randomUUID().toString());
            credentials.add(credential);
            return Reply.of(201, credential);
        }
        if (rest.size() == 1) {
            return Reply.list(
                    StreamSupport.stream(credentials.spliterator(), false).toList());
        }
        for (int i = 0; i < credentials.size(); i++) {
            ObjectNode credential = (ObjectNode) credentials.get(i);
            if (credential.path("id").asText().equals(rest.get(1))
                    || credential.path("name").asText().equals(rest.get(1))) {
                if (call.is("GET")) {
                    return Reply.ok(credential);
                }
                if (call.is("DELETE")) {
                    credentials.remove(i);
                } else {
                    credential.setAll(call.json());
                }
                return Reply.empty(204);
            }
        }
        throw GraphRoutes.notFound(rest.get(1));
    }

    private static ObjectNode named(ObjectNode sent) {
        if (sent.path("displayName").asText().isEmpty()) {
            throw ArmError.badRequest(
                    "Request_BadRequest", "A value is required for property 'displayName' of resource 'Application'.");
        }
        return sent;
    }

    private static boolean matches(String filter, ObjectNode application) {
        Matcher starts = STARTS.matcher(filter);
        if (starts.find()) {
            return application.path("displayName").asText().startsWith(starts.group(1));
        }
        Matcher uri = URI.matcher(filter);
        if (uri.find()) {
            return StreamSupport.stream(application.path("identifierUris").spliterator(), false)
                    .map(JsonNode::asText)
                    .anyMatch(uri.group(1)::equalsIgnoreCase);
        }
        Matcher equal = EQUALS.matcher(filter);
        return !equal.find() || application.path(equal.group(1)).asText().equalsIgnoreCase(equal.group(2));
    }
}
