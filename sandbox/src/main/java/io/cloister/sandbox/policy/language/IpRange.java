// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

import io.cloister.sandbox.template.TemplateException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses from one to another, both in it. @param bits 32 or 128 */
record IpRange(BigInteger first, BigInteger last, int bits) {

    /** Only literals: nothing that could be a host's name. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final int IPV4 = 32;

    /** {@code 10.0.0.1}, {@code 10.0.0.0/24} or {@code 10.0.0.1-10.0.0.9}, or the same of IPv6. */
    static IpRange parse(String text) {
        int dash = text.indexOf('-');
        int slash = text.indexOf('/');
        if (dash > 0) {
            IpRange first = single(text.substring(0, dash), text);
            return new IpRange(first.first, single(text.substring(dash + 1), text).last, first.bits);
        }
        if (slash < 0) {
            return single(text, text);
        }
        IpRange address = single(text.substring(0, slash), text);
        int length = length(text.substring(slash + 1), address.bits, text);
        BigInteger size = BigInteger.ONE.shiftLeft(address.bits - length);
        BigInteger first = address.first.divide(size).multiply(size);
        return new IpRange(first, first.add(size).subtract(BigInteger.ONE), address.bits);
    }

    boolean contains(IpRange other) {
        if (bits != other.bits) {
            throw new TemplateException("The function 'ipRangeContains' does not compare IPv4 with IPv6.");
        }
        return first.compareTo(other.first) <= 0 && last.compareTo(other.last) >= 0;
    }

    private static IpRange single(String text, String whole) {
        String trimmed = text.trim();
        if (!LITERAL.matcher(trimmed).matches() || trimmed.split("\\.", -1).length != 4 && !trimmed.contains(":")) {
            throw invalid(whole);
        }
        try {
            byte[] address = InetAddress.getByName(trimmed).getAddress();
            BigInteger number = new BigInteger(1, address);
            return new IpRange(number, number, address.length * Byte.SIZE);
        } catch (UnknownHostException e) {
            throw invalid(whole);
        }
    }

    private static int length(String text, int bits, String whole) {
        try {
            int length = Integer.parseInt(text);
            if (length >= 0 && length <= Math.max(bits, IPV4)) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw invalid(whole);
        }
        throw invalid(whole);
    }

    private static TemplateException invalid(String text) {
        return new TemplateException("The function 'ipRangeContains' cannot read the range '" + text + "'.");
    }
}
