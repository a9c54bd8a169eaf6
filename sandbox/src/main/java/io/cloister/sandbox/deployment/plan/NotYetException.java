// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

/** An expression asks for the state of a resource that the deployment has not made yet: it waits for it. */
public final class NotYetException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NotYetException(String resource) {
        super("The template function 'reference' is not expected at this location: it asks for '" + resource
                + "', which is known only when it has been deployed.");
    }
}
