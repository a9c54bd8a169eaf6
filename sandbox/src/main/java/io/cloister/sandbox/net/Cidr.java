// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net;

import java.util.regex.Pattern;

/** A range of IPv4 addresses, such as {@code 10.20.0.0/16}. */
public record Cidr(long network, int bits) {

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        int bits = slash < 0 ? 32 : Integer.parseInt(text.substring(slash + 1));
        long address = number(slash < 0 ? text : text.substring(0, slash));
        return new Cidr(address & mask(bits), bits);
    }

    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    public boolean contains(String address) {
        return isAddress(address) && (number(address) & mask(bits)) == network;
    }

    /** The address at this distance from the start of the range. */
    public String address(long offset) {
        long value = network + offset;
        return (value >> 24) + "." + (value >> 16 & 255) + "." + (value >> 8 & 255) + "." + (value & 255);
    }

    public long size() {
        return 1L << (32 - bits);
    }

    private static long number(String address) {
        if (!isAddress(address)) {
            throw new IllegalArgumentException("'" + address + "' is no IPv4 address");
        }
        long value = 0;
        for (String part : address.split("\\.")) {
            value = value << 8 | Integer.parseInt(part);
        }
        return value;
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : 0xffffffffL << (32 - bits) & 0xffffffffL;
    }
}
