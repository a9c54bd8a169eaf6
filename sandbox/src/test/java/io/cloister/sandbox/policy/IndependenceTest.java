// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class IndependenceTest {

    private final JavaClasses sandbox = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.cloister.sandbox");

    @Test
    void theLanguageCouldBePublishedOnItsOwn() {
        classes()
                .that()
                .resideInAnyPackage("io.cloister.sandbox.policy..", "io.cloister.sandbox.template..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.cloister.sandbox.policy..",
                        "io.cloister.sandbox.template..",
                        "com.fasterxml.jackson..",
                        "java..")
                .check(sandbox);
    }
}
