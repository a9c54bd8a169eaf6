// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cloister.webhook.admission.Decider;
import io.cloister.webhook.admission.JsonPatch;
import io.cloister.webhook.rules.Rule;
import io.cloister.webhook.rules.RulesException;
import io.cloister.webhook.rules.RulesReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is wrong with a rules file, or which patch a Service would get. */
@Command(name = "check", mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--rules", required = true)
    private Path rules;

    @Option(names = "--service")
    private Path service;

    @Override
    public Integer call() {
        try {
            List<Rule> read = RulesReader.read(Files.readString(rules));
            spec.commandLine().getOut().println(service == null ? read.size() + " rules, all valid" : patch(read));
            return 0;
        } catch (RulesException e) {
            e.violations().forEach(spec.commandLine().getErr()::println);
        } catch (IOException e) {
            spec.commandLine().getErr().println("cannot read the rules or the Service: " + e.getMessage());
        }
        return 2;
    }

    private String patch(List<Rule> read) throws IOException {
        JsonNode object = new YAMLMapper().readTree(Files.readString(service));
        String namespace = object.path("metadata").path("namespace").asText("default");
        return JsonPatch.of(Decider.decide(read, namespace, object), object).toPrettyString();
    }
}
