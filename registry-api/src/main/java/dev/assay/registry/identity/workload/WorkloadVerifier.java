package dev.assay.registry.identity.workload;

import com.nimbusds.jwt.SignedJWT;

import dev.assay.registry.identity.token.TokenCaller;
import dev.assay.registry.identity.token.TokenCheck;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks tokens that a build got from the system that runs it. One that was found good stays so
 * until it expires and is not verified again; there is nothing to revoke, since it lives for
 * minutes.
 */
public final class WorkloadVerifier {

    private static final int LONGEST = 8 << 10;
    private static final int MOST_REMEMBERED = 10_000;

    private final List<TrustedIssuer> issuers;
    private final Clock clock;

    private final Map<Sha256, TokenCaller> verified =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Sha256, TokenCaller> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    public WorkloadVerifier(WorkloadSettings settings, Clock clock) {
        this.issuers =
                settings.issuers().stream().map(each -> new TrustedIssuer(each, clock)).toList();
        this.clock = clock;
    }

    /** Whether a text is to be taken for such a token: it looks like one. */
    public boolean claims(String secret) {
        return secret.startsWith("eyJ") && secret.chars().filter(c -> c == '.').count() == 2;
    }

    /** What is known of a token without verifying it. */
    public Optional<TokenCheck> known(String token) {
        return Optional.ofNullable(remembered(digest(token)));
    }

    /** Checks a token, whatever it takes: it may fetch keys. */
    public TokenCheck check(String token) {
        var digest = digest(token);
        var known = remembered(digest);
        if (known != null) {
            return known;
        }
        if (token.length() > LONGEST) {
            return new TokenCheck.Bad("is longer than any that is taken");
        }
        var check = verify(token);
        if (check instanceof TokenCheck.Good(var caller)) {
            synchronized (verified) {
                verified.put(digest, caller);
            }
        }
        return check;
    }

    private TokenCheck verify(String token) {
        try {
            var parsed = SignedJWT.parse(token);
            var claimed = parsed.getJWTClaimsSet().getIssuer();
            for (var issuer : issuers) {
                if (issuer.name().equals(claimed)) {
                    return issuer.check(parsed);
                }
            }
            return new TokenCheck.Bad("comes from an issuer that is not set here");
        } catch (ParseException | IllegalArgumentException e) {
            return new TokenCheck.Bad("is no signed JWT");
        }
    }

    private @Nullable TokenCheck remembered(Sha256 digest) {
        synchronized (verified) {
            var caller = verified.get(digest);
            if (caller == null) {
                return null;
            }
            if (clock.instant().isBefore(caller.until())) {
                return new TokenCheck.Good(caller);
            }
            verified.remove(digest);
            return new TokenCheck.Bad("expired at " + caller.until());
        }
    }

    private static Sha256 digest(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}
