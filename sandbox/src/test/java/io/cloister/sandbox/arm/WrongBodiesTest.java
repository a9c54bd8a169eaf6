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
import java.util.Locale;
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

    /** Beyond what a client would write by mistake. */
    private static final List<String> STRANGE = List.of(
            "1e400",
            "-99999999999999999999999999",
            "0.1e-300",
            "\"\"",
            "\"\\u0000\\u001b\\u007f\\n\"",
            "\"\\ud800\"",
            "\"" + "x".repeat(2_000) + "\"",
            "[".repeat(300) + "]".repeat(300),
            "{\"properties\":".repeat(300) + "{}" + "}".repeat(300),
            "{\"subnets\":[".repeat(150) + "]}".repeat(150),
            "{\"\":{\"$\":[]},\"NAME\":{\"Name\":1},\"ID\":\"/\"}",
            "{\"id\":\"/subscriptions/\\u0000/x\"}",
            "[null,{},[],\"\"]");

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
    void areReadInOtherSpellingsWithUnknownNamesAndStrangeValues() {
        Samples.makeBase(azure);
        Random random = new Random(45);
        List<String> types = types();
        for (int i = 0; i < 150; i++) {
            if (i % 25 == 0) {
                refreshToken();
            }
            String type = types.get(random.nextInt(types.size()));
            ObjectNode body = Samples.body(type);
            for (int change = 0; change < 3; change++) {
                body = strange(body, random);
            }
            String path = Samples.path(type, random.nextBoolean() ? "fresh" : "base");
            String method = random.nextInt(4) == 0 ? "PATCH" : "PUT";
            int before = stored();
            check(method + " " + path, body.toString(), call(method, path, body), before);
            settle(method + " " + path, body);
            if (i % 20 == 0) {
                assertThat(azure.get(Azure.RG + "/resources").status()).isEqualTo(200);
                assertThat(azure.get(path).status()).isLessThan(500);
            }
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

    /** With one name in another case, one unknown name, or one strange value. */
    private static ObjectNode strange(ObjectNode valid, Random random) {
        List<String> pointers = pointers(valid);
        String pointer = pointers.get(random.nextInt(pointers.size()));
        int slash = pointer.lastIndexOf('/');
        int kind = random.nextInt(3);
        if (kind == 0 || !(valid.at(pointer.substring(0, slash)) instanceof ObjectNode holder)) {
            return replaced(valid, pointer, STRANGE.get(random.nextInt(STRANGE.size())));
        }
        if (kind == 1) {
            String name = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
            JsonNode value = holder.get(name).deepCopy();
            if (random.nextBoolean()) {
                holder.remove(name);
            }
            holder.set(random.nextBoolean() ? name.toUpperCase(Locale.ROOT) : name.toLowerCase(Locale.ROOT), value);
        } else {
            holder.put(List.of("Unknown", "", "$", "\u0001", "a.b", "[*]").get(random.nextInt(6)), "x");
        }
        return valid;
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
