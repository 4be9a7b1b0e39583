package dev.assay.registry.identity.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;

import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The identity provider as it describes itself. It is asked when somebody wants to sign in and not
 * when Assay starts: a provider that is away keeps nobody from starting.
 */
final class Provider implements ClientRegistrationRepository {

    /** The only one, as it stands in addresses. */
    static final String ID = "provider";

    private static final Duration AGE = Duration.ofHours(1);
    private static final int LARGEST = 512 << 10;
    private static final long KEYS_AGE_MILLIS = 15 * 60_000;
    private static final long KEYS_PATIENCE_MILLIS = 10_000;
    private static final long KEYS_PAUSE_MILLIS = 10_000;

    private static final DefaultResourceRetriever FETCH =
            new DefaultResourceRetriever(3_000, 5_000, LARGEST);

    private record Known(
            ClientRegistration registration, JWKSource<SecurityContext> keys, Instant until) {}

    private final OidcSettings settings;
    private final String redirect;
    private final Clock clock;
    private @Nullable Known known;

    /**
     * @param redirect where the provider sends people back to
     */
    Provider(OidcSettings settings, String redirect, Clock clock) {
        this.settings = settings;
        this.redirect = redirect;
        this.clock = clock;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return id.equals(ID) ? known().registration() : null;
    }

    JWKSource<SecurityContext> keys() {
        return known().keys();
    }

    private synchronized Known known() {
        var now = clock.instant();
        var before = known;
        if (before != null && now.isBefore(before.until())) {
            return before;
        }
        try {
            var read = read(now.plus(AGE), before);
            known = read;
            return read;
        } catch (IOException | ParseException | RuntimeException e) {
            throw new ProviderAwayException(
                    settings.issuerName() + " does not answer as it should: " + e.getMessage(), e);
        }
    }

    private Known read(Instant until, @Nullable Known before) throws IOException, ParseException {
        var issuer = settings.issuerName();
        var address =
                URI.create(
                        (issuer.endsWith("/") ? issuer : issuer + "/")
                                + ".well-known/openid-configuration");
        var document = JSONObjectUtils.parse(FETCH.retrieveResource(address.toURL()).getContent());
        if (!issuer.equals(document.get("issuer"))) {
            throw new IOException("it calls itself " + document.get("issuer"));
        }
        var registration =
                ClientRegistrations.fromOidcConfiguration(document)
                        .registrationId(ID)
                        .clientId(settings.client())
                        .clientSecret(settings.secret())
                        .clientName(settings.name())
                        .scope(settings.scopes())
                        .redirectUri(redirect)
                        .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                        .build();
        var keysAt = registration.getProviderDetails().getJwkSetUri();
        if (keysAt == null) {
            throw new IOException("it does not say where its keys are");
        }
        // Keys that are known stay known: what is read anew is only where things are.
        var same =
                before != null
                                && keysAt.equals(
                                        before.registration().getProviderDetails().getJwkSetUri())
                        ? before.keys()
                        : null;
        return new Known(registration, same == null ? keysOf(keysAt) : same, until);
    }

    private static JWKSource<SecurityContext> keysOf(String address) throws IOException {
        return JWKSourceBuilder.<SecurityContext>create(URI.create(address).toURL(), FETCH)
                .cache(KEYS_AGE_MILLIS, KEYS_PATIENCE_MILLIS)
                .refreshAheadCache(false)
                .rateLimited(KEYS_PAUSE_MILLIS)
                .build();
    }
}
