// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.manager.Gate;
import io.cloister.sandbox.policy.Compliance;
import io.cloister.sandbox.policy.ComplianceScan;
import io.cloister.sandbox.policy.Denial;
import io.cloister.sandbox.policy.Finding;
import io.cloister.sandbox.policy.Policies;
import io.cloister.sandbox.policy.PolicyEngine;
import io.cloister.sandbox.policy.Verdict;
import io.cloister.sandbox.policy.check.IdentityNeed;
import io.cloister.sandbox.policy.field.Target;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets assigned policies change or refuse a write, and refuse a deletion. */
public final class PolicyGate implements Gate {

    /** What policy calls a group's type. Source: Azure docs, "template reference", Microsoft.Resources/resourceGroups. */
    private static final String GROUP_TYPE = "Microsoft.Resources/subscriptions/resourceGroups";

    /** Never held against policy, so that nobody is locked out. Source: Azure docs, "denyAction effect". */
    private static final Set<String> EXEMPT = Set.of(
            "microsoft.authorization/policydefinitions",
            "microsoft.authorization/policysetdefinitions",
            "microsoft.authorization/policyassignments",
            "microsoft.authorization/policyexemptions",
            "microsoft.authorization/denyassignments",
            "microsoft.authorization/locks");

    /** "The latest API version is always used during compliance evaluation on existing resources." */
    private static final String LATEST = "2026-04-01";

    private final Store store;
    private final SandboxClock clock;
    private final PolicyEngine engine;

    public PolicyGate(Store store, SandboxClock clock) {
        this.store = store;
        this.clock = clock;
        this.engine = new PolicyEngine(new Policies(
                store::get, () -> store.ofType(PolicyTypes.ASSIGNMENTS), () -> store.ofType(PolicyTypes.EXEMPTIONS)));
    }

    @Override
    public void admit(Call call, ResourceId id, ObjectNode state) {
        refuseBuiltIn(call, id);
        if (id.type().equalsIgnoreCase(PolicyTypes.ASSIGNMENTS)) {
            PolicyErrors.asAzure(() -> IdentityNeed.check(state, store::get));
        }
        if (isExempt(id)) {
            return;
        }
        boolean tagsOnly = call.is("PATCH")
                && call.json().properties().stream().map(Map.Entry::getKey).allMatch("tags"::equals);
        Verdict verdict = engine.onWrite(target(call, id.toString(), typed(id, state)), tagsOnly);
        refuse(id, Denial.ofWrite(id.name(), verdict.denials()));
        if (!verdict.changes().isEmpty()) {
            String type = state.path("type").asText();
            state.setAll(verdict.resource());
            state.put("type", type);
        }
    }

    @Override
    public void admitDeletion(Call call, ResourceId id, ObjectNode resource) {
        refuseBuiltIn(call, id);
        if (isExempt(id)) {
            return;
        }
        refuse(id, Denial.ofDeletion(id.name(), deletions(call, id, resource, false)));
        if (id.isGroup()) {
            store.under(id + "/").toList().forEach(inside -> {
                ResourceId inner = ResourceId.of(inside.path("id").asText());
                refuse(inner, Denial.ofDeletion(inner.name(), deletions(call, inner, inside, true)));
            });
        }
    }

    /** What policies would make of a resource at {@code scope}, perhaps without a name yet. */
    Verdict verdict(Call call, String scope, ObjectNode content) {
        String type = content.path("type").asText();
        String id = content.has("name") && type.contains("/") && !type.equalsIgnoreCase(GROUP_TYPE)
                ? scope + "/providers/" + path(type, content.path("name").asText())
                : scope;
        return engine.onWrite(target(call, id, content), false);
    }

    /** What a scan says of an existing resource, which it looks at as the latest version has it. */
    public List<Compliance> compliance(Call call, ObjectNode resource) {
        ResourceId id = ResourceId.of(resource.path("id").asText());
        return isExempt(id) && !id.isSubscription()
                ? List.of()
                : new ComplianceScan(
                                engine, type -> store.ofType(type).stream().map(related -> existing(call, related)))
                        .of(existing(call, resource));
    }

    private Target existing(Call call, ObjectNode resource) {
        ResourceId id = ResourceId.of(resource.path("id").asText());
        Target target = target(call, id.toString(), typed(id, resource));
        return new Target(
                target.resource(),
                target.id(),
                LATEST,
                target.resourceGroup(),
                target.subscription(),
                target.identity(),
                target.now());
    }

    private List<Finding> deletions(Call call, ResourceId id, ObjectNode resource, boolean withGroup) {
        return engine.onDelete(target(call, id.toString(), typed(id, resource)), withGroup);
    }

    private Target target(Call call, String id, ObjectNode resource) {
        ResourceId parsed = ResourceId.parse(id).orElse(ResourceId.of("/subscriptions/none"));
        ObjectNode identity = JsonNodeFactory.instance
                .objectNode()
                .put("idtyp", "app")
                .put("appid", call.caller().clientId())
                .put("oid", call.caller().objectId());
        Optional<ObjectNode> group = parsed.isGroup() && resource.has("name")
                ? Optional.of(resource)
                : parsed.groupId().flatMap(store::get);
        return new Target(
                resource,
                id,
                call.apiVersion(),
                tagged(group),
                tagged(store.get("/subscriptions/" + parsed.subscription())),
                identity,
                clock.now());
    }

    /** Rules ask for a tag of a group or subscription whether it has tags or not. */
    private static JsonNode tagged(Optional<ObjectNode> found) {
        return found.map(ObjectNode::deepCopy)
                .<JsonNode>map(copy -> {
                    copy.withObject("/tags");
                    return copy;
                })
                .orElse(MissingNode.getInstance());
    }

    private static void refuse(ResourceId id, Denial denial) {
        if (!denial.findings().isEmpty()) {
            throw new ArmError(403, Denial.CODE, denial.message(), id.name(), denial.additionalInfo());
        }
    }

    private static ObjectNode typed(ResourceId id, ObjectNode resource) {
        return id.isGroup()
                ? resource.deepCopy().put("type", GROUP_TYPE)
                : id.isSubscription() ? resource.deepCopy().put("type", "Microsoft.Resources/subscriptions") : resource;
    }

    /** {@code Microsoft.Network/virtualNetworks/a/subnets/b} of the type with both words and the name {@code a/b}. */
    private static String path(String type, String name) {
        String[] types = type.split("/");
        String[] names = name.split("/");
        StringBuilder path = new StringBuilder(types[0]);
        for (int i = 1; i < types.length; i++) {
            int of = i - 1 - (types.length - 1 - names.length);
            path.append('/').append(types[i]).append('/').append(of >= 0 && of < names.length ? names[of] : "_");
        }
        return path.toString();
    }

    /** What every tenant has is nobody's to change. */
    private static void refuseBuiltIn(Call call, ResourceId id) {
        if (id.scope().isEmpty() && id.namespace().equalsIgnoreCase("Microsoft.Authorization")) {
            throw new ArmError(
                    405,
                    "HttpMethodNotSupported",
                    "The http method '" + call.method() + "' is not supported for '" + id + "'.");
        }
    }

    /** Nor is anything of Microsoft.Resources but groups. Source: Azure docs, "policy applicability". */
    private static boolean isExempt(ResourceId id) {
        return EXEMPT.contains(id.type().toLowerCase(Locale.ROOT))
                || id.namespace().equalsIgnoreCase("Microsoft.Management")
                || id.namespace().equalsIgnoreCase("Microsoft.Resources") && !id.isGroup();
    }
}
