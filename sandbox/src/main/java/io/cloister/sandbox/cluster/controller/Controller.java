// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster.controller;

/** Something in the cluster that looks at what is wanted and moves what is there a step towards it, again and again. */
@FunctionalInterface
public interface Controller {

    void reconcile();
}
