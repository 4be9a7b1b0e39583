package dev.assay.scanners.detonation.sinkhole;

import org.jspecify.annotations.Nullable;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Hands each TLS connection the certificate of the server it is meant for, which is the engine's
 * peer host. A key store for each of them would cost more than all the rest of a handshake; Netty's
 * context of TLS is not used, because it makes one, and loads every provider that it knows of.
 */
final class Certificates extends X509ExtendedKeyManager {

    private static final List<String> PROTOCOLS = List.of("h2", "http/1.1");

    private final Authority authority;
    private final SSLContext context;

    Certificates(Authority authority) {
        this.authority = authority;
        try {
            this.context = SSLContext.getInstance("TLS");
            // No trust managers: the default ones read every authority of the JDK first.
            context.init(new KeyManager[] {this}, new TrustManager[0], null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JDK without TLS", e);
        }
    }

    /** The server's end of a connection that is meant for this server. */
    SSLEngine engine(String server, int port) {
        var engine = context.createSSLEngine(server, port);
        engine.setUseClientMode(false);
        // Whoever offers nothing of ours goes on without a protocol, where the default refuses.
        engine.setHandshakeApplicationProtocolSelector(
                (handshake, offered) ->
                        PROTOCOLS.stream().filter(offered::contains).findFirst().orElse(""));
        return engine;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return keyType.startsWith("EC") ? engine.getPeerHost() : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        try {
            return authority.chain(alias);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return authority.leafKey();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
