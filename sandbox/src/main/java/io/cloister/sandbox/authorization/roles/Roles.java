// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization.roles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.sandbox.resource.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** All roles: those built into Azure, with their own ids and actions, and the subscription's custom ones. */
record Roles(Store store) {

    /** Source: Azure docs, "Azure built-in roles"; the part of them that private clusters meet. */
    private static final List<Role> BUILT_IN = load();

    Stream<Role> all() {
        return Stream.concat(BUILT_IN.stream(), store.ofType(Role.TYPE).stream().map(Role::custom));
    }

    /** By a definition's id at whatever scope, or by its last part alone. */
    Optional<Role> find(String definitionId) {
        return Role.idIn(definitionId)
                .flatMap(id ->
                        all().filter(role -> role.id().equalsIgnoreCase(id)).findFirst());
    }

    private static List<Role> load() {
        try (InputStream json = Roles.class.getResourceAsStream("built-in-roles.json")) {
            JsonNode roles = new ObjectMapper().readTree(json);
            return StreamSupport.stream(roles.spliterator(), false)
                    .map(Role::builtIn)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the built-in roles", e);
        }
    }
}
