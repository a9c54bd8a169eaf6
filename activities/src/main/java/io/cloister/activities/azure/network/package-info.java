// SPDX-License-Identifier: Apache-2.0
/** Network resources: what is sent to Azure for each step, and the activities that send it. */
package io.cloister.activities.azure.network;
