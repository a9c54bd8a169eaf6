// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

/**
 * What the JDK's server reads once, when its classes load. Source: the documentation of module {@code jdk.httpserver}.
 * What is set on the command line wins.
 */
final class ServerSettings {

    /** Connections that wait to be accepted: a hundred clients may come at once. */
    static final int BACKLOG = 512;

    private ServerSettings() {}

    static void apply() {
        // without it every answer waits 40 ms for a delayed ACK
        set("sun.net.httpserver.nodelay", "true");
        // seconds that a whole request may take to arrive: somebody who sends a byte now and then holds a thread so
        // long
        set("sun.net.httpserver.maxReqTime", "30");
        set("sun.net.httpserver.idleInterval", "60");
        set("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
