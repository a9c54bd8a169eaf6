// SPDX-License-Identifier: Apache-2.0
package io.cloister.egress;

/** VMs that share a subnet and their load balancer pools, and so their way out; {@code why} is for people. */
public record MachineGroup(String name, String subnet, WayOut wayOut, String why) {}
