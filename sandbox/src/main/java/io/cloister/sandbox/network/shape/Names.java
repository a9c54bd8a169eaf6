// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.shape;

import io.cloister.sandbox.resource.ArmError;
import java.util.regex.Pattern;

/** What a resource of the network provider, or a part of one, may be called. */
public final class Names {

    private static final Pattern ALLOWED = Pattern.compile("\\w(?:[\\w.-]{0,78}\\w)?");

    private Names() {}

    public static void require(String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw ArmError.badRequest(
                    "InvalidResourceName",
                    "Resource name " + name + " is invalid. The name can be up to 80 characters long. It must begin"
                            + " with a word character, and it must end with a word character or with '_'. The name may"
                            + " contain word characters or '.', '-', '_'.");
        }
    }
}
