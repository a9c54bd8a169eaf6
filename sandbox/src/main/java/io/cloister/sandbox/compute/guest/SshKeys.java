// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.guest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Optional;

/**
 * {@code POST {sshPublicKey}/generateKeyPair}: makes a pair, keeps the public half, and tells the private one this once. RSA
 * alone: a client that asks for Ed25519 is refused.
 *
 * <p>Source: Azure REST docs, "Ssh Public Keys - Generate Key Pair".
 */
public final class SshKeys implements Route {

    private static final int BITS = 3072;

    private final Store store;

    public SshKeys(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        ResourceId id = call.is("POST") ? ResourceId.parse(call.path()).orElse(null) : null;
        boolean asked = id != null
                && id.isCollection()
                && !id.isTopLevel()
                && id.lastType().equalsIgnoreCase("generateKeyPair")
                && id.parent().type().equalsIgnoreCase("Microsoft.Compute/sshPublicKeys");
        return asked ? Optional.of(generate(call, id.parent())) : Optional.empty();
    }

    private Reply generate(Call call, ResourceId id) {
        ObjectNode key = store.get(id).orElseThrow(() -> ArmError.notFound(id));
        String type = call.body().length == 0
                ? "RSA"
                : call.json().path("encryptionType").asText("RSA");
        if (!type.equalsIgnoreCase("RSA")) {
            throw new ArmError(
                    400, "InvalidParameter", "The sandbox makes keys of type RSA, and none of type " + type + ".");
        }
        if (!key.at("/properties/publicKey").asText().isEmpty()) {
            throw ArmError.conflict(
                    "KeyPairAlreadyExists", "The SSH public key '" + id.name() + "' has a public key already.");
        }
        KeyPair pair = newPair();
        String publicKey = "ssh-rsa " + base64(wire((RSAPublicKey) pair.getPublic())) + " generated-by-azure";
        key.withObject("/properties").put("publicKey", publicKey);
        store.put(id, key);
        return Reply.ok(JsonNodeFactory.instance
                .objectNode()
                .put("id", key.path("id").asText())
                .put("publicKey", publicKey)
                .put("privateKey", pem(pair.getPrivate().getEncoded())));
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Source: RFC 4253, section 6.6. */
    private static byte[] wire(RSAPublicKey key) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        add(wire, "ssh-rsa".getBytes(StandardCharsets.US_ASCII));
        add(wire, key.getPublicExponent().toByteArray());
        add(wire, key.getModulus().toByteArray());
        return wire.toByteArray();
    }

    private static void add(ByteArrayOutputStream wire, byte[] part) {
        wire.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
        wire.writeBytes(part);
    }

    private static String pem(byte[] encoded) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
