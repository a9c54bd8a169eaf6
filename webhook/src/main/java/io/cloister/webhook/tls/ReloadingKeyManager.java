// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Offers the pair that is current when a handshake starts. Connections that are open keep what they negotiated. A pair
 * that was replaced stays known for a while, as a handshake asks for chain and key by alias, one after the other.
 */
public final class ReloadingKeyManager extends X509ExtendedKeyManager {

    private static final int REMEMBERED = 8;

    private final Supplier<KeyMaterial> current;
    private final Map<String, KeyMaterial> offered = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, KeyMaterial> eldest) {
            return size() > REMEMBERED;
        }
    });

    public ReloadingKeyManager(Supplier<KeyMaterial> current) {
        this.current = current;
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return chooseServerAlias(keyType, issuers, null);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        KeyMaterial material = current.get();
        if (!material.keyType().equals(keyType)) {
            return null;
        }
        String alias = material.alias();
        offered.put(alias, material);
        return alias;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        KeyMaterial material = offered.get(alias);
        return material == null ? null : material.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        KeyMaterial material = offered.get(alias);
        return material == null ? null : material.privateKey();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        String alias = chooseServerAlias(keyType, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
