// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads requests from a connection. Source: RFC 9112; of a header that comes twice the first counts. */
final class RequestReader {

    /** One byte more than the resource manager takes, so that it can tell; what is beyond is not kept. */
    static final int LARGEST_BODY = 4 * 1024 * 1024 + 1;
    /** What is read and thrown away for the client to hear of it, instead of finding its connection cut. */
    private static final long MOST_SKIPPED = 64L * 1024 * 1024;

    private static final int LONGEST_HEAD = 256 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final String LENGTH = "content-length";
    private static final String ENCODING = "transfer-encoding";

    /**
     * A request without its body.
     *
     * @param target each byte as a character
     * @param headers by name in lower case
     */
    record Head(String method, String target, String version, Map<String, String> headers) {

        boolean isChunked() {
            return headers.containsKey(ENCODING);
        }

        boolean expectsToBeAsked() {
            return "100-continue".equalsIgnoreCase(headers.get("expect"));
        }

        boolean keepsAlive() {
            String wish = headers.getOrDefault("connection", "");
            return version.equals("HTTP/1.0") ? wish.equalsIgnoreCase("keep-alive") : !wish.equalsIgnoreCase("close");
        }

        private long length() throws RefusedException {
            String length = headers.getOrDefault(LENGTH, "0");
            if (!length.matches("\\d{1,15}")) {
                throw RefusedException.malformed("The Content-Length is not a number.");
            }
            return Long.parseLong(length);
        }

        /** How much of its body is kept at most. */
        int bodyKept() throws RefusedException {
            return isChunked() ? LARGEST_BODY : (int) Math.min(length(), LARGEST_BODY);
        }
    }

    private final InputStream in;

    RequestReader(InputStream in) {
        this.in = in;
    }

    /** @param first the byte that has been read already */
    Head head(int first) throws IOException, RefusedException {
        int[] left = {LONGEST_HEAD};
        String line = line(first, left);
        while (line.isEmpty()) {
            line = line(in.read(), left);
        }
        int methodEnd = line.indexOf(' ');
        int targetEnd = line.lastIndexOf(' ');
        if (methodEnd <= 0 || targetEnd == methodEnd || !isToken(line.substring(0, methodEnd))) {
            throw RefusedException.malformed("The request line is malformed.");
        }
        String version = line.substring(targetEnd + 1);
        if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
            throw RefusedException.version();
        }
        Map<String, String> headers = headers(left);
        if (headers.containsKey(ENCODING)
                && (headers.containsKey(LENGTH) || !headers.get(ENCODING).equalsIgnoreCase("chunked"))) {
            throw RefusedException.malformed("The request's length cannot be told.");
        }
        return new Head(line.substring(0, methodEnd), line.substring(methodEnd + 1, targetEnd), version, headers);
    }

    private Map<String, String> headers(int[] left) throws IOException, RefusedException {
        Map<String, String> headers = new TreeMap<>();
        int count = 0;
        for (String line = line(in.read(), left); !line.isEmpty(); line = line(in.read(), left)) {
            int colon = line.indexOf(':');
            if (colon <= 0 || !isToken(line.substring(0, colon))) {
                throw RefusedException.malformed("A header is malformed.");
            }
            if (++count > MOST_HEADERS) {
                throw RefusedException.headTooLarge();
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String before = headers.putIfAbsent(name, line.substring(colon + 1).trim());
            if (before != null && name.equals(LENGTH)) {
                throw RefusedException.malformed("The request has two lengths.");
            }
        }
        return headers;
    }

    /** The body, as far as it is kept; the rest is read and thrown away. */
    byte[] body(Head head) throws IOException, RefusedException {
        if (head.isChunked()) {
            return chunks();
        }
        long length = head.length();
        byte[] body = in.readNBytes((int) Math.min(length, LARGEST_BODY));
        if (body.length < Math.min(length, LARGEST_BODY)) {
            throw new EOFException("the client is gone");
        }
        skip(length - body.length);
        return body;
    }

    private byte[] chunks() throws IOException, RefusedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int[] left = {LONGEST_HEAD};
        long skipped = 0;
        for (long size = chunkSize(left); size > 0; size = chunkSize(left)) {
            int kept = (int) Math.min(size, LARGEST_BODY - body.size());
            byte[] chunk = in.readNBytes(kept);
            if (chunk.length < kept) {
                throw new EOFException("the client is gone");
            }
            body.writeBytes(chunk);
            skipped += size - kept;
            if (skipped > MOST_SKIPPED) {
                throw new EOFException("the client sends too much");
            }
            skip(size - kept);
            left[0] = LONGEST_HEAD;
            if (!line(in.read(), left).isEmpty()) {
                throw RefusedException.malformed("A chunk is longer than it says.");
            }
        }
        while (!line(in.read(), left).isEmpty()) {
            // trailers are of no use to anybody here
        }
        return body.toByteArray();
    }

    private long chunkSize(int[] left) throws IOException, RefusedException {
        String size = line(in.read(), left).replaceFirst(";.*", "").trim();
        if (!size.matches("[0-9A-Fa-f]{1,12}")) {
            throw RefusedException.malformed("A chunk has no size.");
        }
        return Long.parseLong(size, 16);
    }

    private void skip(long bytes) throws IOException {
        if (bytes > MOST_SKIPPED) {
            throw new EOFException("the client sends too much");
        }
        in.skipNBytes(bytes);
    }

    /** @param left how many bytes may still come; less after it */
    private String line(int first, int[] left) throws IOException, RefusedException {
        byte[] bytes = new byte[128];
        int length = 0;
        for (int one = first; one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new EOFException("the client is gone");
            }
            if (--left[0] < 0) {
                throw RefusedException.headTooLarge();
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            bytes[length++] = (byte) one;
        }
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\t') {
                throw RefusedException.malformed("A control character is in the request's head.");
            }
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static boolean isToken(String text) {
        return text.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    }
}
