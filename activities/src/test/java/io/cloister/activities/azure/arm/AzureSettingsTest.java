// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AzureSettingsTest {

    @Test
    void goesToThePublicCloudWhereNothingIsSaid() {
        AzureSettings settings = AzureSettings.fromEnvironment(Map.of());

        assertThat(settings.armEndpoint()).isEqualTo("https://management.azure.com/");
        assertThat(settings.clientSecret()).isEmpty();
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        AzureSettings.Invalid invalid = catchThrowableOfType(
                AzureSettings.Invalid.class,
                () -> AzureSettings.fromEnvironment(Map.of(
                        "CLOISTER_ARM_ENDPOINT", "http://localhost",
                        "AZURE_CLIENT_SECRET", "hush",
                        "AZURE_DISABLE_INSTANCE_DISCOVERY", "perhaps")));

        assertThat(invalid.problems()).hasSize(4);
        assertThat(invalid.getMessage())
                .contains("CLOISTER_ARM_ENDPOINT", "AZURE_TENANT_ID", "AZURE_CLIENT_ID")
                .doesNotContain("hush");
    }

    @Test
    void doesNotPrintTheSecret() {
        AzureSettings settings = AzureSettings.fromEnvironment(
                Map.of("AZURE_TENANT_ID", "t", "AZURE_CLIENT_ID", "c", "AZURE_CLIENT_SECRET", "hush"));

        assertThat(settings.toString()).doesNotContain("hush");
    }
}
