// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.VmSizes;
import io.cloister.sandbox.compute.machine.InstanceView;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.compute.scaleset.rule.OrchestrationServices;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is read below a scale set and is no resource of its own: views, sizes, the rolling upgrade, filtered lists. */
public final class ScaleSetViews implements Route {

    private static final Pattern LATEST =
            Pattern.compile("properties/latestModelApplied\\s+eq\\s+(true|false)", Pattern.CASE_INSENSITIVE);
    private static final Pattern STATUS =
            Pattern.compile("instanceView/statuses/code\\s+eq\\s+'([^']+)'", Pattern.CASE_INSENSITIVE);

    private final Store store;
    private final RollingUpgrades upgrades;

    public ScaleSetViews(Store store, RollingUpgrades upgrades) {
        this.store = store;
        this.upgrades = upgrades;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return call.is("GET") ? ScaleSetPath.parse(call.parts()).flatMap(path -> answer(call, path)) : Optional.empty();
    }

    private Optional<Reply> answer(Call call, ScaleSetPath path) {
        ObjectNode scaleSet = store.get(path.scaleSet()).orElse(null);
        if (scaleSet == null) {
            return Optional.empty();
        }
        Members members = Members.of(ResourceId.of(scaleSet.path("id").asText()), store);
        return switch (path.shape()) {
            case "" -> withUserData(call, scaleSet);
            case "instanceview" -> Optional.of(Reply.ok(view(scaleSet, members)));
            case "skus" -> Optional.of(Reply.list(sizes(scaleSet)));
            case "osupgradehistory" -> Optional.of(Reply.list(List.of()));
            case "rollingupgrades/latest" ->
                Optional.of(Reply.ok(upgrades.status(scaleSet)
                        .orElseThrow(() -> new ArmError(
                                404, "NotFound", "No rolling upgrade of the scale set has been started yet."))));
            case "virtualmachines" -> Optional.of(list(call, members));
            case "virtualmachines/*" -> member(members, path).map(found -> Reply.ok(shown(call, found)));
            case "virtualmachines/*/instanceview" ->
                member(members, path).map(found -> Reply.ok(InstanceView.of(found, store)));
            default -> Optional.empty();
        };
    }

    private static Optional<Reply> withUserData(Call call, ObjectNode scaleSet) {
        JsonNode userData = scaleSet.at("/properties/virtualMachineProfile/userData");
        if (!expand(call).contains("userdata") || userData.isMissingNode()) {
            return Optional.empty();
        }
        ObjectNode shown = scaleSet.deepCopy();
        OsProfiles.hide(shown);
        shown.withObject("/properties/virtualMachineProfile").set("userData", userData);
        return Optional.of(Reply.ok(shown));
    }

    private Reply list(Call call, Members members) {
        Matcher latest = LATEST.matcher(call.filter());
        Matcher status = STATUS.matcher(call.filter());
        Optional<Boolean> model = latest.find() ? Optional.of(Boolean.valueOf(latest.group(1))) : Optional.empty();
        Optional<String> code = status.find() ? Optional.of(status.group(1)) : Optional.empty();
        return Reply.list(members.all().stream()
                .filter(one -> model.filter(wanted -> wanted
                                != one.at("/properties/latestModelApplied").asBoolean())
                        .isEmpty())
                .filter(one -> code.filter(wanted -> !InstanceView.has(InstanceView.of(one, store), wanted))
                        .isEmpty())
                .map(one -> shown(call, one).put("instanceId", members.instanceId(one)))
                .toList());
    }

    private ObjectNode shown(Call call, ObjectNode member) {
        ObjectNode shown = member.deepCopy();
        OsProfiles.hide(shown);
        // a client that selects instanceView means to have it
        String select = call.query().getOrDefault("$select", "").toLowerCase(Locale.ROOT);
        if (expand(call).contains("instanceview") || select.contains("instanceview")) {
            shown.withObject("/properties").set("instanceView", InstanceView.of(member, store));
        }
        if (expand(call).contains("userdata") && member.at("/properties").has("userData")) {
            shown.withObject("/properties").set("userData", member.at("/properties/userData"));
        }
        return shown;
    }

    /** How many members are in which provisioning state. */
    private static ObjectNode view(ObjectNode scaleSet, Members members) {
        Map<String, Integer> count = new TreeMap<>();
        members.all()
                .forEach(member -> count.merge(
                        "ProvisioningState/"
                                + member.at("/properties/provisioningState")
                                        .asText()
                                        .toLowerCase(Locale.ROOT),
                        1,
                        Integer::sum));
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ArrayNode summary = view.putObject("virtualMachine").putArray("statusesSummary");
        count.forEach((code, times) -> summary.addObject().put("code", code).put("count", times));
        JsonNode properties = scaleSet.path("properties");
        view.set(
                "statuses",
                InstanceView.statuses(properties, properties.path("timeCreated").asText("")));
        view.set("orchestrationServices", new OrchestrationServices(scaleSet).view());
        return view;
    }

    private static List<ObjectNode> sizes(ObjectNode scaleSet) {
        int capacity = VirtualMachineScaleSets.capacity(scaleSet);
        return VmSizes.all().stream()
                .map(size -> {
                    ObjectNode sku = JsonNodeFactory.instance.objectNode();
                    sku.put("resourceType", VirtualMachineScaleSets.TYPE);
                    sku.putObject("sku").put("name", size.name()).put("tier", "Standard");
                    sku.putObject("capacity")
                            .put("minimum", 0)
                            .put("maximum", 1000)
                            .put("defaultCapacity", capacity)
                            .put("scaleType", "Automatic");
                    return sku;
                })
                .toList();
    }

    private static Optional<ObjectNode> member(Members members, ScaleSetPath path) {
        return members.all().stream()
                .filter(one -> members.instanceId(one).equalsIgnoreCase(path.instanceId()))
                .findFirst();
    }

    private static String expand(Call call) {
        return call.query().getOrDefault("$expand", "").toLowerCase(Locale.ROOT);
    }
}
