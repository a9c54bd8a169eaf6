// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An Azure resource id. Equal ids may differ in case on the wire; ours are made in one place, in canonical case. */
public record ResourceId(@JsonValue String value) {

    @JsonCreator
    public static ResourceId of(String value) {
        return new ResourceId(value);
    }

    public static ResourceId inGroup(String subscription, String group, String type, String name) {
        return new ResourceId(
                "/subscriptions/" + subscription + "/resourceGroups/" + group + "/providers/" + type + "/" + name);
    }

    public ResourceId child(String type, String name) {
        return new ResourceId(value + "/" + type + "/" + name);
    }

    public String subscription() {
        return segmentAfter("subscriptions");
    }

    public String resourceGroup() {
        return segmentAfter("resourceGroups");
    }

    /** The last segment. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** The name of the top-level resource that this one is, or is a child of. */
    public String parentName() {
        String[] segments = value.split("/");
        return segments[8];
    }

    private String segmentAfter(String key) {
        String[] segments = value.split("/");
        for (int i = 0; i + 1 < segments.length; i++) {
            if (segments[i].equalsIgnoreCase(key)) {
                return segments[i + 1];
            }
        }
        throw new IllegalArgumentException("no " + key + " in the resource id " + value);
    }

    @Override
    public String toString() {
        return value;
    }
}
