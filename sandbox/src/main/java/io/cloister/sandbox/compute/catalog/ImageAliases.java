// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The document by which az turns {@code Ubuntu2404} into an image; the cloud's metadata says where it lies. */
public final class ImageAliases {

    /** Where the document is served; it needs no token. */
    public static final String PATH = "/metadata/vmImageAliases.json";

    private static final Map<String, String> LINUX = new LinkedHashMap<>();
    private static final Map<String, String> WINDOWS = new LinkedHashMap<>();

    static {
        LINUX.put("CentOS85Gen2", "OpenLogic:CentOS:8_5-gen2");
        LINUX.put("Debian11", "Debian:debian-11:11-backports-gen2");
        LINUX.put("Debian12", "Debian:debian-12:12-gen2");
        LINUX.put("FlatcarLinuxFreeGen2", "kinvolk:flatcar-container-linux-free:stable-gen2");
        LINUX.put("OpenSuseLeap154Gen2", "SUSE:opensuse-leap-15-4:gen2");
        LINUX.put("RHELRaw8LVMGen2", "RedHat:RHEL:8-lvm-gen2");
        LINUX.put("Ubuntu2204", "Canonical:0001-com-ubuntu-server-jammy:22_04-lts-gen2");
        LINUX.put("Ubuntu2404", "Canonical:ubuntu-24_04-lts:server");
        LINUX.put("Ubuntu2404Pro", "Canonical:ubuntu-24_04-lts:server");
        WINDOWS.put("Win2022Datacenter", "MicrosoftWindowsServer:WindowsServer:2022-datacenter-g2");
        WINDOWS.put("Win2022AzureEdition", "MicrosoftWindowsServer:WindowsServer:2022-datacenter-azure-edition");
        WINDOWS.put("Win2019Datacenter", "MicrosoftWindowsServer:WindowsServer:2019-datacenter-gensecond");
        WINDOWS.put("Win2016Datacenter", "MicrosoftWindowsServer:WindowsServer:2016-Datacenter");
    }

    private ImageAliases() {}

    public static ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("$schema", "http://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#");
        document.put("contentVersion", "1.0.0.0");
        document.putObject("parameters");
        document.putObject("variables");
        document.putArray("resources");
        ObjectNode aliases = document.putObject("outputs").putObject("aliases").put("type", "object");
        ObjectNode value = aliases.putObject("value");
        put(value.putObject("Linux"), LINUX);
        put(value.putObject("Windows"), WINDOWS);
        return document;
    }

    private static void put(ObjectNode into, Map<String, String> aliases) {
        aliases.forEach((alias, image) -> {
            String[] part = image.split(":");
            into.putObject(alias)
                    .put("publisher", part[0])
                    .put("offer", part[1])
                    .put("sku", part[2])
                    .put("version", "latest")
                    .put("architecture", "x64");
        });
    }
}
