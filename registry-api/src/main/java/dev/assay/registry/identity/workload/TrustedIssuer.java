package dev.assay.registry.identity.workload;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.token.TokenCaller;
import dev.assay.registry.identity.token.TokenCheck;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One issuer whose builds are believed: its keys, and what its tokens must say. */
final class TrustedIssuer {

    private static final Logger LOG = LoggerFactory.getLogger(TrustedIssuer.class);

    /** How far the clocks of issuer and gate may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final long KEYS_PATIENCE_MILLIS = 10_000;
    private static final int LONGEST_LOGIN = 100;

    private record Admission(WorkloadSettings.Rule rule, Map<String, ClaimPattern> claims) {}

    private final WorkloadSettings.Issuer settings;
    private final Clock clock;
    private final List<Admission> admissions;
    private final Set<JWSAlgorithm> algorithms;
    private final DefaultJWTProcessor<SecurityContext> signatures = new DefaultJWTProcessor<>();

    TrustedIssuer(WorkloadSettings.Issuer settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.admissions = settings.rules().stream().map(TrustedIssuer::admission).toList();
        this.algorithms =
                settings.algorithms().stream()
                        .map(JWSAlgorithm::parse)
                        .collect(Collectors.toUnmodifiableSet());
        JWKSource<SecurityContext> keys =
                JWKSourceBuilder.create(new IssuerKeys(settings))
                        .cache(settings.keysAge().toMillis(), KEYS_PATIENCE_MILLIS)
                        .refreshAheadCache(false)
                        // An unknown key id asks again, but whoever makes ids up asks for nothing.
                        .rateLimited(settings.keysPause().toMillis())
                        .build();
        signatures.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        // Not by the type it claims to be of: issuers write JWT, at+jwt, or nothing.
        signatures.setJWSTypeVerifier((type, context) -> {});
        // What it says is looked at below, by our own clock.
        signatures.setJWTClaimsSetVerifier((claims, context) -> {});
    }

    private static Admission admission(WorkloadSettings.Rule rule) {
        var patterns = new LinkedHashMap<String, ClaimPattern>();
        rule.claims().forEach((claim, text) -> patterns.put(claim, new ClaimPattern(text)));
        return new Admission(rule, patterns);
    }

    String name() {
        return settings.issuer();
    }

    TokenCheck check(SignedJWT token) {
        if (!algorithms.contains(token.getHeader().getAlgorithm())) {
            return new TokenCheck.Bad("is signed in a way that is not taken from its issuer");
        }
        try {
            return admitted(signatures.process(token, null));
        } catch (BadJOSEException e) {
            return new TokenCheck.Bad("has no valid signature of its issuer");
        } catch (KeySourceException e) {
            LOG.warn("Tokens of {} cannot be checked: {}", settings.issuer(), e.getMessage());
            return new TokenCheck.Unsure("the keys of its issuer cannot be had");
        } catch (JOSEException e) {
            return new TokenCheck.Bad("has a signature that cannot be read");
        }
    }

    private TokenCheck admitted(JWTClaimsSet claims) {
        var why = complaint(claims);
        if (why != null) {
            return new TokenCheck.Bad(why);
        }
        return admissions.stream()
                .filter(each -> fits(each, claims))
                .findFirst()
                .<TokenCheck>map(each -> new TokenCheck.Good(caller(each.rule(), claims)))
                .orElseGet(() -> new TokenCheck.Bad("fits no rule that is set for its issuer"));
    }

    private @Nullable String complaint(JWTClaimsSet claims) {
        var now = clock.instant();
        var issued = instant(claims.getIssueTime());
        var expires = instant(claims.getExpirationTime());
        var begins = instant(claims.getNotBeforeTime());
        if (!settings.issuer().equals(claims.getIssuer())) {
            return "comes from an issuer that is not set here";
        }
        if (!claims.getAudience().contains(settings.audience())) {
            return "is made for another audience than " + settings.audience();
        }
        if (issued == null || expires == null || claims.getSubject() == null) {
            return "does not say for whom, since when and until when it is";
        }
        if (!now.isBefore(expires.plus(SKEW))) {
            return "expired at " + expires;
        }
        if (issued.isAfter(now.plus(SKEW)) || begins != null && begins.isAfter(now.plus(SKEW))) {
            return "is not valid yet";
        }
        var longest = settings.longestLife();
        if (Duration.between(issued, expires).compareTo(longest) > 0
                || Duration.between(now, expires).compareTo(longest.plus(SKEW)) > 0) {
            return "lives longer than " + longest.toMinutes() + " minutes";
        }
        return null;
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static boolean fits(Admission admission, JWTClaimsSet claims) {
        return admission.claims().entrySet().stream()
                .allMatch(
                        each ->
                                claims.getClaim(each.getKey()) instanceof String value
                                        && each.getValue().fits(value));
    }

    /** Somebody the records do not know: what they did is written down under this name. */
    private TokenCaller caller(WorkloadSettings.Rule rule, JWTClaimsSet claims) {
        var who = settings.issuer() + " " + claims.getSubject();
        var id = Sha256.of(who.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
        var login = "ci:" + claims.getSubject();
        return new TokenCaller(
                new Account(
                        new Id(id),
                        login.substring(0, Math.min(login.length(), LONGEST_LOGIN)),
                        rule.name(),
                        Set.of(Role.CI),
                        false),
                rule.scopeSet(),
                rule.stage(),
                claims.getExpirationTime().toInstant(),
                null);
    }
}
