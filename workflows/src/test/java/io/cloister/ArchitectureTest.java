// SPDX-License-Identifier: Apache-2.0
package io.cloister;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.cloister");

    @Test
    void knowsNoAzureNoVaultNoKubernetes() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.azure..", "org.springframework..", "io.fabric8..", "java.net.http..")
                .check(CLASSES);
    }

    @Test
    void interpretsThePlanWithoutMakingOne() {
        noClasses()
                .that()
                .resideInAnyPackage("io.cloister.provision..", "io.cloister.lifecycle..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.cloister\\.(plan\\.making\\..*|request\\.reading\\..*|egress\\.WayOuts)")
                .check(CLASSES);
    }

    @Test
    void isDeterministicWhereTemporalReplays() {
        noClasses()
                .that()
                .resideInAnyPackage("io.cloister.provision..", "io.cloister.lifecycle..", "io.cloister.observe..")
                .should()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .check(CLASSES);
    }

    @Test
    void callsNothingAHelper() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .check(CLASSES);
    }
}
