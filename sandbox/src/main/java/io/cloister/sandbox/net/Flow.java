// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net;

/**
 * One attempt to connect.
 *
 * @param to a private address, or a name or public address, which both mean the internet
 */
public record Flow(String from, String to, int port, Protocol protocol) {

    /** Spelled as in a security rule. */
    public enum Protocol {
        Tcp,
        Udp
    }

    public Flow(String from, String to, int port) {
        this(from, to, port, Protocol.Tcp);
    }

    @Override
    public String toString() {
        return from + " -> " + to + ":" + port + (protocol == Protocol.Udp ? "/udp" : "");
    }
}
