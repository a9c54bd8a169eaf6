// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.node;

import io.cloister.activities.azure.compute.NodeCloudConfig;
import io.cloister.activities.cloudinit.CloudConfig;
import io.cloister.activities.cloudinit.Script;
import io.cloister.activities.cloudinit.WrittenFile;
import io.cloister.activities.cloudinit.WrittenFile.Mode;
import io.cloister.activities.cloudinit.YamlText;
import io.cloister.plan.step.Machine;
import java.util.List;
import java.util.Optional;

/** Every machine gets its {@code node.yaml} and the script of its role; the rest it reads from Vault, as itself. */
public final class NodeCloudConfigs implements NodeCloudConfig {

    private static final String BOOTSTRAP = "/usr/local/sbin/cloister-bootstrap";
    private static final String LIBRARY = "/usr/local/lib/cloister/vault.sh";

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
        String node = YamlText.of(NodeYaml.of(machine, vaultCaCertificatePem));
        Script bootstrap = NodeBootstrap.of(machine.node().role());
        return new CloudConfig(
                List.of(
                        new WrittenFile(NodeYaml.PATH, Mode.DATA, node),
                        new WrittenFile(LIBRARY, Mode.DATA, Script.VAULT_LIBRARY.text()),
                        new WrittenFile(BOOTSTRAP, Mode.PROGRAM, bootstrap.text())),
                List.of(List.of(BOOTSTRAP)));
    }
}
