// SPDX-License-Identifier: Apache-2.0
/** The Azure activities as a worker gets them, and the waiting for what Azure has accepted. */
package io.cloister.activities.azure;
