// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What policies make of a write.
 *
 * @param resource as append and modify leave it
 * @param changes what they changed
 * @param findings what denies or audits it then
 */
public record Verdict(ObjectNode resource, List<Change> changes, List<Finding> findings) {

    /** @param by the assignment that asked for it */
    public record Change(Finding by, String field, JsonNode value) {}

    public List<Finding> denials() {
        return findings.stream().filter(Finding::blocks).toList();
    }
}
