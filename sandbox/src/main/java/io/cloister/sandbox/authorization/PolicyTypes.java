// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import io.cloister.sandbox.resource.ResourceType;
import java.util.List;

/** Policy's types, by their names. */
public final class PolicyTypes {

    static final String DEFINITIONS = "Microsoft.Authorization/policyDefinitions";
    static final String SETS = "Microsoft.Authorization/policySetDefinitions";
    public static final String ASSIGNMENTS = "Microsoft.Authorization/policyAssignments";
    static final String EXEMPTIONS = "Microsoft.Authorization/policyExemptions";

    private PolicyTypes() {}

    public static List<ResourceType> all() {
        return List.of(
                new PolicyDefinitions(DEFINITIONS),
                new PolicyDefinitions(SETS),
                new PolicyAssignments(),
                new PolicyExemptions());
    }
}
