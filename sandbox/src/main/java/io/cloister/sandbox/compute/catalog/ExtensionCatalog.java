// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.catalog;

import java.util.List;
import java.util.stream.Stream;

/**
 * The extensions that can be looked up: those that are met most. A machine takes others too.
 *
 * <p>Source: Azure docs, "Virtual machine extensions and features", for publishers and types; the versions are of 2025.
 */
public final class ExtensionCatalog {

    /** @param versions the oldest first */
    public record Published(String publisher, String type, String os, List<String> versions) {

        public String latest() {
            return versions.get(versions.size() - 1);
        }
    }

    private static final String LINUX = "Linux";
    private static final String WINDOWS = "Windows";

    private static final List<Published> ALL = List.of(
            of("Microsoft.Azure.Extensions", "CustomScript", LINUX, "2.0.7", "2.1.10", "2.1.13"),
            of("Microsoft.Compute", "BGInfo", WINDOWS, "2.2.5"),
            of("Microsoft.Compute", "CustomScriptExtension", WINDOWS, "1.10.15", "1.10.20"),
            of("Microsoft.Compute", "VMAccessAgent", WINDOWS, "2.4.12"),
            of("Microsoft.CPlat.Core", "RunCommandLinux", LINUX, "1.0.5"),
            of("Microsoft.CPlat.Core", "RunCommandWindows", WINDOWS, "1.1.18"),
            of("Microsoft.ManagedServices", "ApplicationHealthLinux", LINUX, "1.0.6", "2.0.22"),
            of("Microsoft.ManagedServices", "ApplicationHealthWindows", WINDOWS, "1.0.14", "2.0.10"),
            of("Microsoft.OSTCExtensions", "VMAccessForLinux", LINUX, "1.5.11", "1.5.17"),
            of("Microsoft.Azure.ActiveDirectory", "AADLoginForWindows", WINDOWS, "2.2.0.0"),
            of("Microsoft.Azure.ActiveDirectory", "AADSSHLoginForLinux", LINUX, "1.0.3012.1"),
            of("Microsoft.Azure.KeyVault", "KeyVaultForLinux", LINUX, "3.0.1363.4"),
            of("Microsoft.Azure.KeyVault", "KeyVaultForWindows", WINDOWS, "3.5.3082.54"),
            of("Microsoft.Azure.Monitor", "AzureMonitorLinuxAgent", LINUX, "1.31.1", "1.33.3"),
            of("Microsoft.Azure.Monitor", "AzureMonitorWindowsAgent", WINDOWS, "1.28.2", "1.30.0"),
            of("Microsoft.Azure.Security", "AzureDiskEncryptionForLinux", LINUX, "1.1.0.46"));

    private ExtensionCatalog() {}

    public static Stream<Published> of(String publisher) {
        return ALL.stream().filter(one -> one.publisher().equalsIgnoreCase(publisher));
    }

    static Stream<String> publishers() {
        return ALL.stream().map(Published::publisher);
    }

    private static Published of(String publisher, String type, String os, String... versions) {
        return new Published(publisher, type, os, List.of(versions));
    }
}
