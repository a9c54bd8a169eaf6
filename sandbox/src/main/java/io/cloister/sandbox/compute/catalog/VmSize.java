// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.catalog;

/**
 * A size of machine.
 *
 * @param family the name of its quota
 * @param maxDataDisks how many data disks a machine of it may have
 */
public record VmSize(String name, String family, int cores, double memoryGb, int maxDataDisks) {

    /** How many network interfaces a machine of it may have. Source: Azure docs, the sizes' tables, simplified. */
    public int maxInterfaces() {
        return cores > 4 ? 4 : 2;
    }

    boolean takesPremiumDisks() {
        return name.matches("Standard_(DS|GS|[A-Z]+\\d+[a-z]*s).*");
    }

    boolean isArm() {
        return name.matches("Standard_[A-Z]+\\d+[a-z]*p[a-z]*_.*");
    }

    /** Burstable and first-generation sizes boot from both generations of images, as do most others. */
    String generations() {
        return isArm() || name.matches(".*_v6$") ? "V2" : "V1,V2";
    }

    String memory() {
        return memoryGb == Math.rint(memoryGb) ? Long.toString((long) memoryGb) : Double.toString(memoryGb);
    }
}
