// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes.addons;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.request.ClusterRequest.KubernetesRequest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CloudProviderVersionsTest {

    @Test
    void hasAReleaseOfItsOwnForEveryVersionThatARequestMayName() {
        assertThat(IntStream.rangeClosed(KubernetesRequest.OLDEST_MINOR, KubernetesRequest.NEWEST_MINOR))
                .allSatisfy(minor -> assertThat(CloudProviderVersions.matching("1." + minor + ".0"))
                        .startsWith("v1." + minor + "."));
    }
}
