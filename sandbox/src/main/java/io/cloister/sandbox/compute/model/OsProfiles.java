// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Notes;
import java.util.Base64;
import java.util.List;

/** What a machine is given for its first start. Azure takes custom data and passwords, and never shows them again. */
public final class OsProfiles {

    private static final List<String> NEVER_SHOWN = List.of("customData", "adminPassword");
    /** Of the decoded array. Source: Azure docs, "Custom data and cloud-init on Azure Virtual Machines". */
    private static final int LARGEST_CUSTOM_DATA = 65_535;

    private OsProfiles() {}

    /** @param where how errors name the profile, such as {@code osProfile} */
    public static void check(JsonNode profile, String where) {
        if (!profile.isObject()) {
            throw missing(where);
        }
        if (profile.path("adminUsername").asText().isEmpty()) {
            throw missing(where + ".adminUsername");
        }
        JsonNode linux = profile.path("linuxConfiguration");
        boolean passwordless = linux.path("disablePasswordAuthentication").asBoolean(false);
        // Templates of azure-quickstart-templates pass the public key as the password too; where passwords are off,
        // nobody reads it.
        Credentials.check(
                profile.path("adminUsername").asText(),
                passwordless ? "" : profile.path("adminPassword").asText());
        boolean keys = !linux.path("ssh").path("publicKeys").isEmpty();
        if (passwordless && !keys) {
            throw missing(where + ".linuxConfiguration.ssh.publicKeys");
        }
        if (!keys && profile.path("adminPassword").asText().isEmpty()) {
            throw invalid(
                    "adminPassword",
                    "Authentication using either SSH or by user name and password must be enabled in Linux profile.");
        }
        checkSize(profile.path("customData"), where + ".customData");
    }

    /**
     * Adds what Azure shows of every profile. Source: the answers in azure-rest-api-specs, {@code VirtualMachine_Get} and
     * {@code VirtualMachineScaleSet_Get}.
     */
    public static void complete(ObjectNode profile) {
        profile.withArray("/secrets");
        for (String on : List.of("allowExtensionOperations", "requireGuestProvisionSignal")) {
            if (!profile.has(on)) {
                profile.put(on, true);
            }
        }
        for (String system : List.of("linuxConfiguration", "windowsConfiguration")) {
            if (profile.path(system) instanceof ObjectNode configuration && !configuration.has("provisionVMAgent")) {
                configuration.put("provisionVMAgent", true);
            }
        }
    }

    /** Adds how a machine gets its updates where nobody says. Source: Azure docs, "Automatic Guest Patching", patch orchestration modes. */
    public static void completePatching(ObjectNode profile) {
        patching(profile, "linuxConfiguration", "ImageDefault");
        patching(profile, "windowsConfiguration", "AutomaticByOS");
    }

    private static void patching(ObjectNode profile, String system, String mode) {
        if (profile.path(system) instanceof ObjectNode configuration) {
            ObjectNode settings = configuration.withObject("/patchSettings");
            if (!settings.has("patchMode")) {
                settings.put("patchMode", mode);
            }
            if (!settings.has("assessmentMode")) {
                settings.put("assessmentMode", "ImageDefault");
            }
        }
    }

    /** For {@code userData} too, which has the same limit. */
    public static void checkSize(JsonNode encoded, String name) {
        if (encoded.isMissingNode()) {
            return;
        }
        try {
            if (Base64.getDecoder().decode(encoded.asText()).length > LARGEST_CUSTOM_DATA) {
                throw invalid(
                        name,
                        "The value of parameter '" + name + "' is too long. Its decoded length must not be more than "
                                + LARGEST_CUSTOM_DATA + " bytes.");
            }
        } catch (IllegalArgumentException notBase64) {
            throw invalid(name, "The value of parameter '" + name + "' must be in Base64 format.");
        }
    }

    /** Takes out what Azure never shows, and what it shows only when asked. */
    public static void hide(ObjectNode machine) {
        for (String profile : List.of("/properties/osProfile", "/properties/virtualMachineProfile/osProfile")) {
            if (machine.at(profile) instanceof ObjectNode os) {
                os.remove(NEVER_SHOWN);
            }
        }
        for (String holder : List.of("/properties", "/properties/virtualMachineProfile")) {
            if (machine.at(holder) instanceof ObjectNode properties) {
                properties.remove("userData");
                // Terraform takes an empty object for a change.
                if (properties.path("additionalCapabilities").isEmpty()) {
                    properties.remove("additionalCapabilities");
                }
            }
        }
        Notes.hide(machine);
    }

    private static ArmError missing(String name) {
        return invalid(name, "Required parameter '" + name + "' is missing (null).");
    }

    public static ArmError invalid(String target, String message) {
        return new ArmError(400, "InvalidParameter", message, target, null);
    }
}
