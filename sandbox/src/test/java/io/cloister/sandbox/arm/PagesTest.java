// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagesTest {

    private static final String GROUPS = Azure.NETWORK + "/networkSecurityGroups";

    private final Azure azure = new Azure();

    @Test
    void aListComesInPagesOfTheSizeAskedFor() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            azure.put(GROUPS + "/g" + i, "{'location':'westeurope'}");
            expected.add("g" + i);
        }
        List<String> names = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String next = GROUPS + "?$top=2";
        while (!next.isEmpty()) {
            Azure.Answer page = azure.get(next);
            page.body().path("value").forEach(one -> names.add(one.path("name").asText()));
            sizes.add(page.body().path("value").size());
            next = page.body().path("nextLink").asText();
        }

        assertThat(names).isEqualTo(expected);
        assertThat(sizes).containsExactly(2, 2, 1);
    }

    @Test
    void brokenPagingIsRefused() {
        assertThat(azure.get(GROUPS + "?$top=many").code()).isEqualTo("InvalidQueryParameterValue");
        assertThat(azure.get(GROUPS + "?$skipToken=!!").code()).isEqualTo("InvalidQueryParameterValue");
    }

    @Test
    void aListOfNothingIsEmpty() {
        assertThat(azure.get(GROUPS).body().path("value")).isEmpty();
        assertThat(azure.get(GROUPS).body().has("nextLink")).isFalse();
    }
}
