// SPDX-License-Identifier: Apache-2.0
/** What is really in a resource group, and what of it can be reached from the internet. */
package io.cloister.activities.azure.inspect;
