// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.model;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which names and passwords Azure takes for a machine's administrator.
 *
 * <p>Source: Azure docs, "Frequently asked questions about Linux virtual machines".
 */
final class Credentials {

    private static final Set<String> REFUSED_NAMES = Set.of(
            "1",
            "123",
            "a",
            "actuser",
            "adm",
            "admin",
            "admin1",
            "admin2",
            "administrator",
            "aspnet",
            "backup",
            "console",
            "david",
            "guest",
            "john",
            "owner",
            "root",
            "server",
            "sql",
            "support",
            "support_388945a0",
            "sys",
            "test",
            "test1",
            "test2",
            "test3",
            "user",
            "user1",
            "user2",
            "user3",
            "user4",
            "user5",
            "video");

    private static final List<String> KINDS = List.of(".*[A-Z].*", ".*[a-z].*", ".*\\d.*", ".*[\\W_].*");
    private static final int KINDS_NEEDED = 3;
    private static final int SHORTEST = 6;
    private static final int LONGEST = 72;

    private Credentials() {}

    /** @param password empty for none */
    static void check(String name, String password) {
        if (REFUSED_NAMES.contains(name.toLowerCase(Locale.ROOT))) {
            throw OsProfiles.invalid("adminUsername", "The Admin Username specified is not allowed.");
        }
        long kinds = KINDS.stream().filter(password::matches).count();
        boolean strong = password.length() >= SHORTEST && password.length() <= LONGEST && kinds >= KINDS_NEEDED;
        if (!password.isEmpty() && !strong) {
            throw OsProfiles.invalid(
                    "adminPassword",
                    "The supplied password must be between 6-72 characters long and must satisfy at least 3 of password"
                            + " complexity requirements from the following:\r\n1) Contains an uppercase character\r\n2)"
                            + " Contains a lowercase character\r\n3) Contains a numeric digit\r\n4) Contains a special"
                            + " character\r\n5) Control characters are not allowed");
        }
    }
}
