// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import java.util.List;

/** An answer other than success, worded as Vault words it. */
final class VaultRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> errors;

    private VaultRefusal(int status, List<String> errors) {
        super(String.join("; ", errors));
        this.status = status;
        this.errors = errors;
    }

    static VaultRefusal permissionDenied() {
        return new VaultRefusal(403, List.of("permission denied"));
    }

    static VaultRefusal notFound() {
        return new VaultRefusal(404, List.of());
    }

    static VaultRefusal invalid(String message) {
        return new VaultRefusal(400, List.of(message));
    }

    static VaultRefusal unsupported(String path) {
        return new VaultRefusal(404, List.of("no handler for route \"" + path + "\". route entry not found."));
    }

    int status() {
        return status;
    }

    List<String> errors() {
        return errors;
    }
}
