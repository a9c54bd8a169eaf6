// SPDX-License-Identifier: Apache-2.0
/** The HTTPS side: the endpoint that the API server calls, the probes and the metrics. */
package io.cloister.webhook.http;
