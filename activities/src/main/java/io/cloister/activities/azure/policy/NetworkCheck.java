// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.policy;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import io.cloister.activities.azure.arm.AzureSession;
import io.cloister.plan.ResourceId;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.request.Cidr;
import io.cloister.request.ClusterRequest;
import io.cloister.request.Egress;
import io.cloister.request.NetworkRequest.Peering;
import io.cloister.temporal.FailureTypes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The networks to peer with are there and do not overlap ours, and Vault's address is in one of them. */
final class NetworkCheck {

    private static final String SUBJECT = "peering";

    private final AzureSession session;

    NetworkCheck(AzureSession session) {
        this.session = session;
    }

    List<Check> check(ClusterRequest request) {
        Cidr ours = request.network().cidr();
        List<Check> checks = new ArrayList<>();
        List<Cidr> reachable = new ArrayList<>(List.of(ours));
        for (Peering peering : request.network().peerings()) {
            List<Cidr> theirs = addressSpace(ResourceId.of(peering.remoteVirtualNetwork()), checks);
            reachable.addAll(theirs);
            theirs.stream()
                    .filter(ours::overlaps)
                    .forEach(range -> checks.add(Check.failed(
                            SUBJECT,
                            FailureTypes.AZURE_REJECTED,
                            "The network's range " + ours + " overlaps " + range + " of "
                                    + peering.remoteVirtualNetwork()
                                    + ": such networks cannot be peered. Choose another network.cidr.")));
        }
        checks.add(vault(request, reachable));
        return checks;
    }

    private List<Cidr> addressSpace(ResourceId remote, List<Check> checks) {
        try {
            VirtualNetworkInner network = session.network(remote.subscription())
                    .getVirtualNetworks()
                    .getByResourceGroup(remote.resourceGroup(), remote.name());
            List<Cidr> ranges = network.addressSpace().addressPrefixes().stream()
                    .filter(range -> Cidr.problemOf(range).isEmpty())
                    .map(Cidr::of)
                    .toList();
            checks.add(Check.passed(SUBJECT, remote.name() + " is there, with " + ranges));
            return ranges;
        } catch (ManagementException answer) {
            if (answer.getResponse().getStatusCode() != 404) {
                throw answer;
            }
            checks.add(Check.failed(
                    SUBJECT,
                    FailureTypes.AZURE_REJECTED,
                    "The network to peer with does not exist: " + remote + ". Correct network.peerings."));
            return List.of();
        }
    }

    private static Check vault(ClusterRequest request, List<Cidr> reachable) {
        String host = URI.create(request.vault().address()).getHost();
        if (host == null || Cidr.problemOf(host + "/32").isPresent()) {
            return Check.warning(
                    "vault",
                    "Whether nodes reach Vault at " + request.vault().address()
                            + " is not known before they try: its host is a name, not an address.");
        }
        if (reachable.stream().anyMatch(range -> range.containsAddress(host))) {
            return Check.passed("vault", "Vault's address " + host + " is inside the peered networks");
        }
        String message = "Vault's address " + host + " is neither in the cluster's network nor in one peered with it "
                + reachable + ". Add the network where Vault is to network.peerings, or correct vault.address.";
        return request.egress() instanceof Egress.Firewall
                ? Check.warning("vault", message + " Perhaps the firewall leads there.")
                : Check.failed("vault", FailureTypes.VAULT_UNAVAILABLE, message);
    }
}
