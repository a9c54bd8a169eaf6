// SPDX-License-Identifier: Apache-2.0

/** The cloud controller, which gives Services what they ask for in Azure. */
package io.cloister.sandbox.cluster.cloud;
