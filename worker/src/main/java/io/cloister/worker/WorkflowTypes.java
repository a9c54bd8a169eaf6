// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker;

import java.util.List;

/** The workflow implementations that a worker runs. */
public final class WorkflowTypes {

    public static final List<Class<?>> ALL = List.of();

    private WorkflowTypes() {}
}
