// SPDX-License-Identifier: Apache-2.0

/** What a machine and the machines of a scale set are described by: first-start settings, interfaces, what may not change. */
package io.cloister.sandbox.compute.model;
