// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Kubernetes API that keeps objects by path; its only admission adds annotations to Services. It runs no controllers. */
final class FakeApiServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> LISTS = Map.of("nodes", "NodeList", "events", "EventList");

    private final HttpServer server;
    private final Map<String, JsonNode> objects = new TreeMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Map<String, String> annotations = Map.of();
    private int refusal;

    FakeApiServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: demo, cluster: {server: "%s"}}]
                users: [{name: admin, user: {token: unused}}]
                contexts: [{name: demo, context: {cluster: demo, user: admin}}]
                current-context: demo
                """.formatted(address());
    }

    synchronized void annotateServices(Map<String, String> added) {
        annotations = added;
    }

    /** From now on; 0 for no longer. */
    synchronized void refuseWith(int status) {
        refusal = status;
    }

    synchronized void put(String path, String yaml) {
        try {
            objects.put(path, new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    synchronized ObjectNode object(String path) {
        return (ObjectNode) objects.get(path);
    }

    synchronized void remove(String path) {
        objects.remove(path);
    }

    /** Changes, such as {@code POST /api/v1/namespaces/default/services?dryRun=All}, in their order. */
    List<String> changes() {
        return asked.stream().filter(one -> !one.startsWith("GET")).toList();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.add(method + " " + exchange.getRequestURI());
        if (refusal != 0) {
            answer(exchange, refusal, status(refusal, "refused in this test"));
            return;
        }
        switch (method) {
            case "GET" -> get(exchange, path);
            case "POST" -> post(exchange, path, (ObjectNode) JSON.readTree(body));
            case "PATCH" -> {
                JsonNode there = objects.get(path);
                ObjectNode applied = (ObjectNode) new YAMLMapper().readTree(body);
                if (there != null && there.has("status")) {
                    applied.set("status", there.get("status"));
                }
                objects.put(path, applied);
                answer(exchange, 200, applied);
            }
            default -> {
                // a finalizer: who deletes has to wait until somebody removes it
                answer(exchange, 200, objects.getOrDefault(path, status(404, "not found")));
            }
        }
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (path.equals("/readyz")) {
            answer(exchange, 200, JSON.createObjectNode());
        } else if (LISTS.containsKey(last)) {
            ObjectNode list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", LISTS.get(last));
            objects.forEach((key, object) -> {
                if (key.startsWith(path + "/")) {
                    list.withArray("/items").add(object);
                }
            });
            answer(exchange, 200, list);
        } else if (objects.containsKey(path)) {
            answer(exchange, 200, objects.get(path));
        } else {
            answer(exchange, 404, status(404, path + " not found"));
        }
    }

    private void post(HttpExchange exchange, String path, ObjectNode object) throws IOException {
        String created = path + "/" + object.at("/metadata/name").asText();
        if (objects.containsKey(created)) {
            // a dry run too: "AlreadyExists" comes from the storage, which a dry run asks as well
            answer(exchange, 409, status(409, created + " already exists"));
            return;
        }
        annotations.forEach((key, value) ->
                object.withObject("/metadata").withObject("/annotations").put(key, value));
        String query = exchange.getRequestURI().getQuery();
        if (query == null || !query.contains("dryRun=All")) {
            objects.put(created, object);
        }
        answer(exchange, 201, object);
    }

    private static ObjectNode status(int code, String message) {
        return JSON.createObjectNode()
                .put("apiVersion", "v1")
                .put("kind", "Status")
                .put("status", "Failure")
                .put("code", code)
                .put("message", message);
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
