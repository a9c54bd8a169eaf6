// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;

/** The forms of Vault's answers. */
final class Answers {

    private Answers() {}

    static ObjectNode data(ObjectNode data) {
        ObjectNode answer =
                VaultServer.object().put("request_id", UUID.randomUUID().toString());
        answer.put("lease_id", "").put("renewable", false).put("lease_duration", 0);
        return answer.set("data", data);
    }

    static ObjectNode login(Tokens.Token token) {
        ObjectNode answer =
                VaultServer.object().put("request_id", UUID.randomUUID().toString());
        ObjectNode auth =
                answer.putObject("auth").put("client_token", token.id()).put("accessor", token.accessor());
        token.policies().forEach(auth.putArray("policies")::add);
        token.policies().forEach(auth.putArray("token_policies")::add);
        token.metadata().forEach(auth.putObject("metadata")::put);
        auth.put("lease_duration", token.life().toSeconds())
                .put("renewable", true)
                .put("token_type", "service");
        return answer;
    }

    static ObjectNode refusal(List<String> reasons) {
        ObjectNode body = VaultServer.object();
        ArrayNode errors = body.putArray("errors");
        reasons.forEach(errors::add);
        return body;
    }
}
