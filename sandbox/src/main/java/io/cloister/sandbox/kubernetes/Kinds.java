// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The kinds that discovery tells of; objects of others are kept all the same. */
final class Kinds {

    private record Kind(String group, String resource, String name, boolean namespaced) {}

    private static final List<Kind> KNOWN = List.of(
            new Kind("", "namespaces", "Namespace", false),
            new Kind("", "nodes", "Node", false),
            new Kind("", "services", "Service", true),
            new Kind("", "secrets", "Secret", true),
            new Kind("", "configmaps", "ConfigMap", true),
            new Kind("", "serviceaccounts", "ServiceAccount", true),
            new Kind("", "events", "Event", true),
            new Kind("", "pods", "Pod", true),
            new Kind("apps", "deployments", "Deployment", true),
            new Kind("apps", "daemonsets", "DaemonSet", true),
            new Kind("rbac.authorization.k8s.io", "clusterroles", "ClusterRole", false),
            new Kind("rbac.authorization.k8s.io", "clusterrolebindings", "ClusterRoleBinding", false),
            new Kind("rbac.authorization.k8s.io", "roles", "Role", true),
            new Kind("rbac.authorization.k8s.io", "rolebindings", "RoleBinding", true),
            new Kind(
                    "admissionregistration.k8s.io",
                    "mutatingwebhookconfigurations",
                    "MutatingWebhookConfiguration",
                    false));

    private Kinds() {}

    static String of(ResourcePath path) {
        return KNOWN.stream()
                .filter(kind ->
                        kind.group().equals(path.group()) && kind.resource().equals(path.resource()))
                .map(Kind::name)
                .findFirst()
                .orElse("Object");
    }

    /** The discovery documents: {@code /api}, {@code /api/v1}, {@code /apis}, {@code /apis/<group>/v1}. */
    static Optional<ObjectNode> discovery(String path) {
        String[] parts = path.replaceFirst("/$", "").split("/");
        if (path.equals("/api")) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("kind", "APIVersions");
            answer.putArray("versions").add("v1");
            return Optional.of(answer);
        }
        if (path.equals("/apis")) {
            return Optional.of(groups());
        }
        if (path.equals("/api/v1")) {
            return Optional.of(resources("", "v1"));
        }
        return parts.length == 4 && parts[1].equals("apis") && parts[3].equals("v1")
                ? Optional.of(resources(parts[2], parts[2] + "/v1"))
                : Optional.empty();
    }

    private static ObjectNode groups() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode groups =
                answer.put("kind", "APIGroupList").put("apiVersion", "v1").putArray("groups");
        KNOWN.stream()
                .map(Kind::group)
                .filter(group -> !group.isEmpty())
                .distinct()
                .forEach(name -> {
                    ObjectNode group = groups.addObject().put("name", name);
                    group.putArray("versions")
                            .addObject()
                            .put("groupVersion", name + "/v1")
                            .put("version", "v1");
                    group.putObject("preferredVersion")
                            .put("groupVersion", name + "/v1")
                            .put("version", "v1");
                });
        return answer;
    }

    private static ObjectNode resources(String group, String groupVersion) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion", groupVersion);
        ArrayNode resources = answer.putArray("resources");
        KNOWN.stream().filter(kind -> kind.group().equals(group)).forEach(kind -> {
            ObjectNode resource = resources.addObject().put("name", kind.resource());
            resource.put("singularName", "").put("kind", kind.name()).put("namespaced", kind.namespaced());
            List.of("create", "delete", "get", "list", "patch", "update").forEach(resource.putArray("verbs")::add);
        });
        return answer;
    }
}
