// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Applications that clients register, and their service principals: kept among the resources, so that a snapshot holds them.
 *
 * <p>Source: Microsoft Graph docs, "application resource type", "servicePrincipal resource type" and "addPassword".
 */
public final class Applications {

    private static final String NAMESPACE = "Microsoft.Graph";
    private static final String APPLICATIONS = "applications";
    private static final String PRINCIPALS = "servicePrincipals";
    private static final String SECRETS = "secrets";
    private static final Duration PASSWORD_LIFE = Duration.ofDays(730);

    private final Store store;
    private final SandboxClock clock;

    public Applications(Store store, SandboxClock clock) {
        this.store = store;
        this.clock = clock;
    }

    List<ObjectNode> applications() {
        return all(APPLICATIONS);
    }

    List<ObjectNode> principals() {
        return all(PRINCIPALS);
    }

    /** @param name object id or application id */
    Optional<ObjectNode> application(String name) {
        return named(applications(), name);
    }

    /** @param name object id or application id */
    Optional<ObjectNode> principal(String name) {
        return named(principals(), name);
    }

    ObjectNode register(ObjectNode sent) {
        ObjectNode application = sent.deepCopy();
        application
                .put("id", UUID.randomUUID().toString())
                .put("appId", UUID.randomUUID().toString())
                .put("createdDateTime", clock.now().toString())
                .put("signInAudience", sent.path("signInAudience").asText("AzureADMyOrg"));
        for (String list : List.of("identifierUris", "keyCredentials", "passwordCredentials")) {
            application.withArray("/" + list);
        }
        keep(APPLICATIONS, application);
        return application;
    }

    ObjectNode register(ObjectNode application, ObjectNode sent) {
        String name = application.path("displayName").asText();
        ObjectNode principal = sent.deepCopy();
        principal
                .put("id", UUID.randomUUID().toString())
                .put("displayName", name)
                .put("appDisplayName", name)
                .put("accountEnabled", sent.path("accountEnabled").asBoolean(true))
                .put("servicePrincipalType", "Application");
        ArrayNode names = principal.putArray("servicePrincipalNames");
        names.add(application.path("appId"));
        names.addAll(application.withArray("/identifierUris"));
        keep(PRINCIPALS, principal);
        return principal;
    }

    void update(ObjectNode application, ObjectNode sent) {
        application.setAll(sent);
    }

    /** With the secret itself, which nobody is told again. */
    ObjectNode addPassword(ObjectNode application, JsonNode sent) {
        String secret = (UUID.randomUUID().toString() + UUID.randomUUID())
                .replace("-", "")
                .substring(0, 40);
        ObjectNode password = JsonNodeFactory.instance.objectNode();
        password.put("keyId", UUID.randomUUID().toString())
                .put("displayName", sent.path("displayName").asText(""))
                .put(
                        "startDateTime",
                        sent.path("startDateTime").asText(clock.now().toString()))
                .put(
                        "endDateTime",
                        sent.path("endDateTime")
                                .asText(clock.now().plus(PASSWORD_LIFE).toString()))
                .put("hint", secret.substring(0, 3));
        application.withArray("/passwordCredentials").add(password);
        Notes.of(resource(application))
                .withObject("/" + SECRETS)
                .put(password.path("keyId").asText(), secret);
        return password.deepCopy().put("secretText", secret);
    }

    void removePassword(ObjectNode application, String keyId) {
        ArrayNode passwords = application.withArray("/passwordCredentials");
        for (int i = passwords.size() - 1; i >= 0; i--) {
            if (passwords.get(i).path("keyId").asText().equals(keyId)) {
                passwords.remove(i);
            }
        }
        Notes.of(resource(application)).withObject("/" + SECRETS).remove(keyId);
    }

    /** Its service principal goes with an application. */
    void remove(ObjectNode application) {
        principal(application.path("appId").asText()).ifPresent(this::removePrincipal);
        store.remove(id(APPLICATIONS, application));
    }

    void removePrincipal(ObjectNode principal) {
        store.remove(id(PRINCIPALS, principal));
    }

    /** Whether there is such an application, with a service principal to sign in as. */
    public boolean knows(String appId) {
        return application(appId).isPresent() && principal(appId).isPresent();
    }

    /** The object id that an application signs in as with this secret. */
    public Optional<String> signedIn(String appId, String secret) {
        return application(appId)
                .map(application -> Notes.read(resource(application), SECRETS))
                .filter(secrets -> secrets.properties().stream()
                        .anyMatch(one -> one.getValue().asText().equals(secret)))
                .flatMap(any -> principal(appId))
                .map(principal -> principal.path("id").asText());
    }

    private List<ObjectNode> all(String type) {
        return store.ofType(NAMESPACE + "/" + type).stream()
                .map(resource -> (ObjectNode) resource.path("properties"))
                .toList();
    }

    private static Optional<ObjectNode> named(List<ObjectNode> objects, String name) {
        return objects.stream()
                .filter(one -> one.path("id").asText().equalsIgnoreCase(name)
                        || one.path("appId").asText().equalsIgnoreCase(name))
                .findFirst();
    }

    private ObjectNode resource(ObjectNode application) {
        return store.get(id(APPLICATIONS, application)).orElseThrow();
    }

    private void keep(String type, ObjectNode object) {
        ResourceId id = id(type, object);
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("id", id.toString())
                .put("name", object.path("id").asText())
                .put("type", NAMESPACE + "/" + type)
                .set("properties", object);
        store.put(id, resource);
    }

    private static ResourceId id(String type, ObjectNode object) {
        return ResourceId.of(
                "/providers/" + NAMESPACE + "/" + type + "/" + object.path("id").asText());
    }
}
