// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.ResourceId;
import io.cloister.request.ClusterRequest.Image;

/**
 * What a virtual machine is made of, alone or in a scale set.
 *
 * @param size Azure's name of the VM size
 * @param osDiskGiB size of the OS disk in GiB
 * @param identity the managed identity that it has
 * @param node what its {@code #cloud-config} tells it
 */
public record Machine(String size, Image image, int osDiskGiB, ResourceId identity, NodeConfig node) {}
