// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import picocli.CommandLine.Option;

/** {@code -o text|json}: for people, or for programs. */
public final class OutputOption {

    private enum Form {
        text,
        json
    }

    @Option(
            names = {"-o", "--output"},
            defaultValue = "text",
            description = "text (default) or json")
    private Form form;

    public boolean json() {
        return form == Form.json;
    }
}
