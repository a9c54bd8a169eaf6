// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.cloudinit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A bash script that ships with the product, as a resource beside the class that names it. */
public record Script(Class<?> owner, String name) {

    /** What all bootstrap scripts source: identity token, Vault, reports. */
    public static final Script VAULT_LIBRARY = new Script(Script.class, "vault.sh");

    public String text() {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the script " + name + " is missing beside " + owner.getName()
                        + ": the product was built incompletely, build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the script " + name + " cannot be read", e);
        }
    }
}
