// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The document by which {@code az vm create --image Ubuntu2204} knows what is meant; the cloud's metadata point to it.
 * Source: az CLI, azure/cli/command_modules/vm/_actions.py, load_images_from_aliases_doc.
 */
final class ImageAliases {

    static final String PATH = "/images/aliases.json";

    private ImageAliases() {}

    static ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode linux = document.withObject("/outputs/aliases/value/Linux");
        alias(linux, "Ubuntu2204", "Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-gen2");
        alias(linux, "Ubuntu2404", "Canonical", "ubuntu-24_04-lts", "server");
        alias(linux, "Debian12", "Debian", "debian-12", "12-gen2");
        return document;
    }

    private static void alias(ObjectNode system, String name, String publisher, String offer, String sku) {
        system.putObject(name)
                .put("publisher", publisher)
                .put("offer", offer)
                .put("sku", sku)
                .put("version", "latest")
                .put("architecture", "x64");
    }
}
