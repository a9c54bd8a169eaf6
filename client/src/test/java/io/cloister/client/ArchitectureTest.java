// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses client = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.cloister.client");

    @Test
    void onlyARehearsalKnowsOfWorkerAndSandbox() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.cloister.client.rehearse")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.cloister.worker..", "io.cloister.activities..", "io.cloister.sandbox..")
                .check(client);
    }
}
