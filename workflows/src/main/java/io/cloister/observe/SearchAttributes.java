// SPDX-License-Identifier: Apache-2.0
package io.cloister.observe;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

/** The search attributes of a cluster's workflow: nothing in them is secret, as they are never encrypted. */
public final class SearchAttributes {

    public static final SearchAttributeKey<String> CLUSTER = SearchAttributeKey.forKeyword("CloisterCluster");
    public static final SearchAttributeKey<String> PHASE = SearchAttributeKey.forKeyword("CloisterPhase");
    public static final SearchAttributeKey<String> RESOURCE_GROUP =
            SearchAttributeKey.forKeyword("CloisterResourceGroup");
    public static final SearchAttributeKey<String> SUBSCRIPTION = SearchAttributeKey.forKeyword("CloisterSubscription");
    public static final SearchAttributeKey<String> FAILURE_TYPE = SearchAttributeKey.forKeyword("CloisterFailureType");

    /** All of them, to be registered with a namespace before a worker starts. */
    public static final List<SearchAttributeKey<String>> ALL =
            List.of(CLUSTER, PHASE, RESOURCE_GROUP, SUBSCRIPTION, FAILURE_TYPE);

    private SearchAttributes() {}
}
