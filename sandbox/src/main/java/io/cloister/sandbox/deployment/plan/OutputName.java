// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

/**
 * Azure does not keep the case of an output's name: the capitals that it begins with become small, all but the last of
 * them where other letters follow. {@code VMSS} is {@code vmss}, which the az CLI counts on, and {@code TRANS_Test} is
 * {@code tranS_Test}. Source: Azure/bicep, issue 9360; Azure/azure-dev, issue 512.
 */
final class OutputName {

    private OutputName() {}

    static String of(String name) {
        StringBuilder result = new StringBuilder(name);
        for (int i = 0; i < name.length() && Character.isUpperCase(name.charAt(i)); i++) {
            boolean last = i + 1 == name.length();
            if (i > 0 && !last && !Character.isUpperCase(name.charAt(i + 1))) {
                break;
            }
            result.setCharAt(i, Character.toLowerCase(name.charAt(i)));
        }
        return result.toString();
    }
}
