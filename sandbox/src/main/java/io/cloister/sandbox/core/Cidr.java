// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.core;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of IPv4 addresses, such as {@code 10.20.0.0/16}; addresses are numbers from 0 to 2³²−1. */
public record Cidr(long first, int prefix) {

    private static final Pattern TEXT = Pattern.compile("([\\d.]{7,15})/(\\d{1,2})");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final int BITS = 32;

    /** The range around the address before the slash, which need not be its first; empty for what is no range. */
    public static Optional<Cidr> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        OptionalLong address = matcher.matches() ? address(matcher.group(1)) : OptionalLong.empty();
        if (address.isEmpty() || Integer.parseInt(matcher.group(2)) > BITS) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(matcher.group(2));
        return Optional.of(new Cidr(address.getAsLong() >> (BITS - prefix) << (BITS - prefix), prefix));
    }

    /** The number of an address; empty for what is none. */
    public static OptionalLong address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (String part : text.split("\\.")) {
            int octet = Integer.parseInt(part);
            if (octet > 255) {
                return OptionalLong.empty();
            }
            number = number * 256 + octet;
        }
        return OptionalLong.of(number);
    }

    public long size() {
        return 1L << (BITS - prefix);
    }

    public long last() {
        return first + size() - 1;
    }

    public boolean contains(long address) {
        return address >= first && address <= last();
    }

    /** False for what is no address. */
    public boolean contains(String address) {
        return address(address).stream().anyMatch(number -> contains(number));
    }

    public boolean contains(Cidr other) {
        return contains(other.first) && contains(other.last());
    }

    public boolean overlaps(Cidr other) {
        return contains(other.first) || other.contains(first);
    }

    public static String text(long address) {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    @Override
    public String toString() {
        return text(first) + "/" + prefix;
    }
}
