// SPDX-License-Identifier: Apache-2.0
package io.cloister.preflight;

import java.util.List;

/** What was asked before the first write, and the answers. Any {@code FAILED} check refuses the plan. */
public record PreflightReport(List<Check> checks) {

    public PreflightReport {
        checks = List.copyOf(checks);
    }

    public boolean passed() {
        return failures().isEmpty();
    }

    public List<Check> failures() {
        return checks.stream()
                .filter(check -> check.verdict() == Verdict.FAILED)
                .toList();
    }

    /**
     * @param subject what was checked: {@code policy}, {@code quota}, {@code vault}, {@code peering}, {@code rights}, {@code resource group}
     * @param failureType stable type of a failed check, such as {@code azure.policy.denied}; empty otherwise
     * @param message what was found, on which resource, and what to do
     */
    public record Check(String subject, Verdict verdict, String failureType, String message) {

        public static Check passed(String subject, String message) {
            return new Check(subject, Verdict.PASSED, "", message);
        }

        public static Check warning(String subject, String message) {
            return new Check(subject, Verdict.WARNING, "", message);
        }

        public static Check failed(String subject, String failureType, String message) {
            return new Check(subject, Verdict.FAILED, failureType, message);
        }
    }

    public enum Verdict {
        PASSED,
        WARNING,
        FAILED
    }
}
