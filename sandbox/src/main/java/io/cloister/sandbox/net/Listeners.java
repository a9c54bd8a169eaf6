// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Which private addresses answer on which ports, and the loopback port that really serves each. */
public final class Listeners {

    private final Map<String, Integer> ports = new ConcurrentHashMap<>();

    /** @param loopbackPort 0 for a service that is played in process and never reached from outside */
    public void open(String address, int port, int loopbackPort) {
        ports.put(address + ":" + port, loopbackPort);
    }

    public void close(String address, int port) {
        ports.remove(address + ":" + port);
    }

    /** A machine that is gone answers nothing. */
    public void closeAll(String address) {
        ports.keySet().removeIf(key -> key.startsWith(address + ":"));
    }

    public boolean listening(String address, int port) {
        return ports.containsKey(address + ":" + port);
    }

    public OptionalInt loopbackPort(String address, int port) {
        Integer found = ports.get(address + ":" + port);
        return found == null ? OptionalInt.empty() : OptionalInt.of(found);
    }
}
