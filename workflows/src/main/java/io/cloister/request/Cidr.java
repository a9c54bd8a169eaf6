// SPDX-License-Identifier: Apache-2.0
package io.cloister.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An IPv4 range such as {@code 10.20.0.0/16}; the address must be the first of its range. */
public record Cidr(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    public Cidr {
        problemOf(value).ifPresent(problem -> {
            throw new IllegalArgumentException("'" + value + "' " + problem);
        });
    }

    @JsonCreator
    public static Cidr of(String value) {
        return new Cidr(value);
    }

    /** Why {@code value} is no range; empty where it is one. */
    public static Optional<String> problemOf(String value) {
        Matcher parts = FORM.matcher(value);
        if (!parts.matches()) {
            return Optional.of("is not an IPv4 range like 10.20.0.0/16");
        }
        for (int i = 1; i <= 4; i++) {
            if (Integer.parseInt(parts.group(i)) > 255) {
                return Optional.of("has a part above 255");
            }
        }
        int prefix = Integer.parseInt(parts.group(5));
        if (prefix > 32) {
            return Optional.of("has a prefix length above 32");
        }
        long address = address(value.substring(0, value.indexOf('/')));
        long first = address & mask(prefix);
        return first == address
                ? Optional.empty()
                : Optional.of("does not begin at its range's first address: write " + text(first) + "/" + prefix);
    }

    public int prefix() {
        return Integer.parseInt(value.substring(value.indexOf('/') + 1));
    }

    public boolean overlaps(Cidr other) {
        return first() <= other.last() && other.first() <= last();
    }

    public boolean contains(Cidr other) {
        return first() <= other.first() && other.last() <= last();
    }

    /** @param address dotted, such as {@code 10.0.0.4} */
    public boolean containsAddress(String address) {
        long number = address(address);
        return first() <= number && number <= last();
    }

    /** The address at an offset from the first; Azure keeps the first four and the last of a subnet for itself. */
    public String addressAt(int offset) {
        if (offset < 0 || first() + offset > last()) {
            throw new IllegalArgumentException(value + " has no address at offset " + offset);
        }
        return text(first() + offset);
    }

    private long first() {
        return address(value.substring(0, value.indexOf('/')));
    }

    private long last() {
        return first() + (1L << (32 - prefix())) - 1;
    }

    private static long mask(int prefix) {
        return prefix == 0 ? 0 : 0xFFFFFFFFL << (32 - prefix) & 0xFFFFFFFFL;
    }

    private static long address(String dotted) {
        long number = 0;
        for (String part : dotted.split("\\.")) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    private static String text(long number) {
        return (number >> 24 & 255) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    @Override
    public String toString() {
        return value;
    }
}
