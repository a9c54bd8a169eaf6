// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.node;

import io.cloister.activities.azure.compute.NodeCloudConfig;
import io.cloister.activities.cloudinit.CloudConfig;
import io.cloister.activities.cloudinit.Script;
import io.cloister.activities.cloudinit.WrittenFile;
import io.cloister.activities.cloudinit.WrittenFile.Mode;
import io.cloister.activities.cloudinit.YamlText;
import io.cloister.plan.step.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every machine gets its {@code node.yaml} and the script of its role; the rest it reads from Vault, as itself. */
public final class NodeCloudConfigs implements NodeCloudConfig {

    private static final String BOOTSTRAP = "/usr/local/sbin/cloister-bootstrap";
    private static final String LIBRARIES = "/usr/local/lib/cloister/";

    private final Optional<String> vaultCaCertificatePem;

    /** @param vaultCaCertificatePem empty where Vault's certificate is from a CA that Ubuntu trusts */
    public NodeCloudConfigs(Optional<String> vaultCaCertificatePem) {
        this.vaultCaCertificatePem = vaultCaCertificatePem;
    }

    @Override
    public String customData(Machine machine) {
        return cloudConfig(machine).customData();
    }

    CloudConfig cloudConfig(Machine machine) {
        NodeBootstrap bootstrap = NodeBootstrap.of(machine.node().role());
        List<WrittenFile> files = new ArrayList<>();
        files.add(new WrittenFile(NodeYaml.PATH, Mode.DATA, YamlText.of(NodeYaml.of(machine, vaultCaCertificatePem))));
        for (Script library : bootstrap.libraries()) {
            files.add(new WrittenFile(LIBRARIES + library.name(), Mode.DATA, library.text()));
        }
        files.add(new WrittenFile(BOOTSTRAP, Mode.PROGRAM, bootstrap.program().text()));
        return new CloudConfig(files, List.of(List.of(BOOTSTRAP)));
    }
}
