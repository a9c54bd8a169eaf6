// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute;

import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Timing;

/** A managed disk. */
final class Disks implements ResourceType {

    static final String TYPE = "Microsoft.Compute/disks";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Timing timing() {
        return Timing.seconds(4, 4, 4);
    }
}
