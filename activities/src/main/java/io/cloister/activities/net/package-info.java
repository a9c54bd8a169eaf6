// SPDX-License-Identifier: Apache-2.0
/** How addresses inside private networks are reached, and whose certificates are trusted. */
package io.cloister.activities.net;
