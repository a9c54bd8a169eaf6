// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ResourceType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Puts every kind of JSON in every place of valid bodies of every type there is. */
class WrongBodiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> WRONG = List.of(
            "5",
            "-1",
            "1e99",
            "\"\"",
            "\"x\"",
            "true",
            "null",
            "[]",
            "{}",
            "[5]",
            "[null]",
            "[{}]",
            "[[\"x\"]]",
            "{\"id\":5,\"name\":5}",
            "{\"id\":\"x\"}",
            "\"/subscriptions/x\"",
            "\"10.0.0.0/99\"",
            "\"999.999.999.999\"");

    /** All values in all places would take a minute; this way each place gets some, and each value comes everywhere. */
    private static final int VALUES_IN_A_PLACE = 5;

    private final Azure azure = new Azure();
    private final Set<String> wrong = new TreeSet<>();
    private int sent;
    private int next;

    @Test
    void areRefusedOrTakenButNeverAFailureOfOursAndRefusedOnesChangeNothing() {
        Samples.makeBase(azure);
        for (String type : types()) {
            refreshToken();
            ObjectNode valid = Samples.body(type);
            for (String pointer : pointers(valid)) {
                for (int value = 0; value < VALUES_IN_A_PLACE; value++) {
                    send(type, replaced(valid, pointer, WRONG.get(next++ % WRONG.size())));
                }
                send(type, replaced(valid, pointer, ""));
            }
        }
        assertThat(sent).isGreaterThan(2_000);
        assertThat(wrong).isEmpty();
    }

    @Test
    void areReadWithSeveralMistakesAtOnce() {
        Samples.makeBase(azure);
        Random random = new Random(20261123);
        List<String> types = types();
        for (int i = 0; i < 1_500; i++) {
            if (i % 100 == 0) {
                refreshToken();
            }
            String type = types.get(random.nextInt(types.size()));
            ObjectNode body = Samples.body(type);
            for (int mistake = 0; mistake < 3; mistake++) {
                List<String> pointers = pointers(body);
                if (!pointers.isEmpty()) {
                    body = replaced(
                            body,
                            pointers.get(random.nextInt(pointers.size())),
                            WRONG.get(random.nextInt(WRONG.size())));
                }
            }
            send(type, body);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void areNoJsonAtAll() {
        Samples.makeBase(azure);
        for (String type : types()) {
            for (String body :
                    List.of("", "x", "{", "[", "5", "null", "\"x\"", "{}{}", "\u0000\u0001", "[".repeat(5_000))) {
                int before = stored();
                Azure.Answer answer = azure.put(Samples.path(type, "fresh"), body);
                check(type, body, answer, before);
                assertThat(answer.status()).as("%s %s", type, body).isBetween(400, 499);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void send(String type, ObjectNode body) {
        for (String name : List.of("fresh", "base")) {
            for (String method : name.equals("fresh") ? List.of("PUT") : List.of("PUT", "PATCH")) {
                String path = Samples.path(type, name);
                int before = stored();
                Azure.Answer answer = call(method, path, body);
                sent++;
                check(method + " " + path, body.toString(), answer, before);
                if (answer.status() < 300) {
                    settle(method + " " + path, body);
                    repair(type, path, name);
                }
            }
        }
    }

    private Azure.Answer call(String method, String path, ObjectNode body) {
        return azure.call(method, path, body.toString().replace("'", "’"));
    }

    private void settle(String what, ObjectNode body) {
        try {
            azure.pass(100);
        } catch (RuntimeException e) {
            wrong.add("later " + what + " " + body + ": " + e + " " + e.getStackTrace()[0]);
        }
    }

    /** Back to what it was. */
    private void repair(String type, String path, String name) {
        if (name.equals("fresh")) {
            azure.delete(path);
        } else {
            azure.put(path, Samples.body(type).toString());
        }
        azure.pass(100);
        if (azure.get(Samples.path(type, "base")).status() >= 500) {
            wrong.add("afterwards " + path);
        }
    }

    private void check(String what, String body, Azure.Answer answer, int before) {
        if (answer.status() >= 500 || answer.status() >= 400 && answer.code().isEmpty()) {
            wrong.add(answer.status() + " " + what + " " + body);
        }
        if (answer.status() >= 400 && stored() != before) {
            wrong.add("changed by " + answer.status() + " " + answer.code() + " " + what + " " + body);
        }
    }

    private int stored() {
        return azure.arm
                .assembly()
                .store()
                .all()
                .map(ObjectNode::toString)
                .toList()
                .hashCode();
    }

    private List<String> types() {
        return azure.arm.assembly().types().all().stream()
                .map(ResourceType::type)
                .toList();
    }

    private void refreshToken() {
        azure.actAs(Azure.OWNER);
    }

    private static List<String> pointers(JsonNode node) {
        List<String> found = new ArrayList<>();
        if (node.isObject()) {
            node.fieldNames().forEachRemaining(field -> {
                String escaped = "/" + field.replace("~", "~0").replace("/", "~1");
                found.add(escaped);
                pointers(node.get(field)).forEach(below -> found.add(escaped + below));
            });
        } else {
            for (int i = 0; i < node.size(); i++) {
                String at = "/" + i;
                found.add(at);
                pointers(node.get(i)).forEach(below -> found.add(at + below));
            }
        }
        return found;
    }

    /** @param value JSON; empty to leave the place out */
    private static ObjectNode replaced(ObjectNode valid, String pointer, String value) {
        ObjectNode body = valid.deepCopy();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = body.at(pointer.substring(0, slash));
        String last = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        try {
            if (parent instanceof ObjectNode object) {
                if (value.isEmpty()) {
                    object.remove(last);
                } else {
                    object.set(last, JSON.readTree(value));
                }
            } else if (parent instanceof ArrayNode array) {
                if (value.isEmpty()) {
                    array.remove(Integer.parseInt(last));
                } else {
                    array.set(Integer.parseInt(last), JSON.readTree(value));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body;
    }
}
