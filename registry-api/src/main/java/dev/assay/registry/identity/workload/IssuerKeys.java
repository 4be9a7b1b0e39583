package dev.assay.registry.identity.workload;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.text.ParseException;

/** Reads the keys of an issuer: out of a file, from an address, or from where it says they are. */
public final class IssuerKeys implements JWKSetSource<SecurityContext> {

    /** Somebody waits for the answer, so the issuer gets one short chance; and it is bounded. */
    private static final DefaultResourceRetriever FETCH =
            new DefaultResourceRetriever(3_000, 5_000, 512 << 10);

    private final WorkloadSettings.Issuer issuer;

    IssuerKeys(WorkloadSettings.Issuer issuer) {
        this.issuer = issuer;
    }

    @Override
    public JWKSet getJWKSet(
            JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            return JWKSet.parse(text());
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new JWKSetUnavailableException(
                    "the keys of " + issuer.issuer() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private String text() throws IOException, ParseException {
        if (issuer.jwksFile() != null) {
            return Files.readString(issuer.jwksFile());
        }
        return fetch(issuer.jwksUri() != null ? issuer.jwksUri() : discovered());
    }

    private URI discovered() throws IOException, ParseException {
        var base = issuer.issuer();
        var document =
                JSONObjectUtils.parse(
                        fetch(
                                URI.create(
                                        (base.endsWith("/") ? base : base + "/")
                                                + ".well-known/openid-configuration")));
        if (!base.equals(JSONObjectUtils.getString(document, "issuer"))) {
            throw new IOException("its discovery document speaks of another issuer");
        }
        return JSONObjectUtils.getURI(document, "jwks_uri");
    }

    private static String fetch(URI address) throws IOException {
        return FETCH.retrieveResource(address.toURL()).getContent();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
