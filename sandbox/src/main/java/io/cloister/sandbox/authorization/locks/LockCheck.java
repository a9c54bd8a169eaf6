// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization.locks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.authorization.roles.AccessControl;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Refuses what a lock forbids. A ReadOnly lock forbids actions by POST too, as many of them change something. A deletion
 * is also forbidden by a lock on anything that would go with it.
 *
 * <p>Source: Azure docs, "Lock your resources to protect your infrastructure".
 */
public final class LockCheck {

    /** Asked by POST, and changes nothing. */
    private static final Pattern QUESTION = Pattern.compile(
            "(?i).*/(checkPolicyRestrictions|checkNameAvailability|validate|whatIf|exportTemplate|resources|register)");

    private final Store store;

    public LockCheck(Store store) {
        this.store = store;
    }

    public void check(Call call) {
        String path = call.path();
        String verb = verb(call);
        if (verb.equals("read")
                || path.toLowerCase(Locale.ROOT).contains("/providers/microsoft.authorization/locks/")) {
            return;
        }
        List<String> locked = store.ofType(ManagementLocks.TYPE).stream()
                .filter(lock -> forbids(lock, verb, path))
                .map(LockCheck::scope)
                .distinct()
                .toList();
        if (!locked.isEmpty()) {
            throw ArmError.conflict(
                    "ScopeLocked",
                    "The scope '" + path + "' cannot perform " + verb
                            + " operation because following scope(s) are locked: '" + String.join(",", locked)
                            + "'. Please remove the lock and try again.");
        }
    }

    private static boolean forbids(ObjectNode lock, String verb, String path) {
        boolean within = AccessControl.covers(scope(lock), path);
        return switch (lock.at("/properties/level").asText()) {
            case "ReadOnly" -> within || verb.equals("delete") && takesAlong(path, scope(lock));
            case "CanNotDelete" -> verb.equals("delete") && (within || takesAlong(path, scope(lock)));
            default -> false;
        };
    }

    /** A management group goes without what is below it. */
    private static boolean takesAlong(String path, String scope) {
        return path.toLowerCase(Locale.ROOT).startsWith("/subscriptions/") && AccessControl.covers(path, scope);
    }

    private static String scope(ObjectNode lock) {
        return ResourceId.of(lock.path("id").asText()).scope();
    }

    private static String verb(Call call) {
        return switch (call.method()) {
            case "GET", "HEAD", "OPTIONS" -> "read";
            case "DELETE" -> "delete";
            case "POST" -> QUESTION.matcher(call.path()).matches() ? "read" : "write";
            default -> "write";
        };
    }
}
