package dev.assay.registry.identity.workload;

import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.Stage;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose builds are believed, under {@code assay.workload}.
 *
 * @param issuers none of them unless set
 */
@ConfigurationProperties("assay.workload")
public record WorkloadSettings(@DefaultValue List<Issuer> issuers) {

    private static final Set<String> TAKEN =
            Set.of(
                    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                    "EdDSA");

    /**
     * A system that runs builds and signs tokens for them.
     *
     * @param issuer its name of itself, exactly as its tokens carry it
     * @param audience what its tokens must be made for, so that one for somebody else opens nothing
     * @param jwksUri where its keys are; null asks its discovery document
     * @param jwksFile a file of its keys, for a system that cannot be reached from here
     * @param algorithms what its tokens may be signed with
     * @param longestLife the longest life a token may have: what lives longer is a long-lived
     *     secret
     * @param keysAge how old its keys may be
     * @param keysPause how long to wait after asking for keys because one is unknown
     */
    public record Issuer(
            String issuer,
            String audience,
            @Nullable URI jwksUri,
            @Nullable Path jwksFile,
            @DefaultValue({"RS256", "ES256"}) List<String> algorithms,
            @DefaultValue("1h") Duration longestLife,
            @DefaultValue("15m") Duration keysAge,
            @DefaultValue("30s") Duration keysPause,
            @DefaultValue List<Rule> rules) {

        public Issuer {
            if (blank(issuer) || blank(audience)) {
                throw new IllegalArgumentException(
                        "assay.workload.issuers: every one needs an issuer and an audience");
            }
            if (!TAKEN.containsAll(algorithms) || algorithms.isEmpty()) {
                throw new IllegalArgumentException(
                        "assay.workload.issuers: the algorithms of "
                                + issuer
                                + " are "
                                + algorithms
                                + "; use some of "
                                + TAKEN.stream().sorted().toList());
            }
            if (rules.isEmpty()) {
                throw new IllegalArgumentException(
                        "assay.workload.issuers: "
                                + issuer
                                + " has no rule, so none of its tokens would open anything");
            }
        }
    }

    /**
     * Which builds are admitted, and how far.
     *
     * @param name what the rule is called, for people
     * @param claims patterns by claim: a star stands for anything but a slash, two stars for
     *     anything; without one a rule would admit all the world's builds, and is refused
     * @param stage how far what they fetch must have been approved
     * @param scopes what they may do
     */
    public record Rule(
            String name,
            @DefaultValue Map<String, String> claims,
            @DefaultValue("production") Stage stage,
            @DefaultValue("gate:read") List<String> scopes) {

        public Rule {
            if (blank(name) || claims.isEmpty()) {
                throw new IllegalArgumentException(
                        "assay.workload.issuers: a rule needs a name and at least one claim to"
                                + " compare, or anybody's builds were admitted");
            }
            scopes(scopes);
        }

        Set<TokenScope> scopeSet() {
            return scopes(scopes);
        }

        private static Set<TokenScope> scopes(List<String> words) {
            var scopes = EnumSet.noneOf(TokenScope.class);
            for (var word : words) {
                scopes.add(
                        TokenScope.parse(word)
                                .orElseThrow(
                                        () ->
                                                new IllegalArgumentException(
                                                        "assay.workload.issuers: '"
                                                                + word
                                                                + "' is no scope; use gate:read,"
                                                                + " api:read or api:write")));
            }
            return scopes;
        }
    }

    // A missing setting is bound as null, whatever the type says.
    @SuppressWarnings("NullAway")
    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
