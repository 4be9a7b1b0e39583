package dev.assay.registry.identity.oidc;

import dev.assay.inventory.account.ExternalIdentity;
import dev.assay.registry.identity.ExternalAccounts;
import dev.assay.registry.identity.ExternalOutcome;

import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Finds or makes the account of somebody whom the provider vouches for. */
final class OidcPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private final OAuth2UserService<OidcUserRequest, OidcUser> claims;
    private final ExternalAccounts accounts;
    private final OidcSettings settings;

    /**
     * @param claims reads what the ID token and the provider's user-info say of somebody
     */
    OidcPeople(
            OAuth2UserService<OidcUserRequest, OidcUser> claims,
            ExternalAccounts accounts,
            OidcSettings settings) {
        this.claims = claims;
        this.accounts = accounts;
        this.settings = settings;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        var user = claims.loadUser(request);
        var subject = user == null ? null : user.getSubject();
        if (user == null || subject == null) {
            throw refused(Refusal.REFUSED);
        }
        var login = user.getClaimAsString(settings.loginClaim());
        var name = user.getFullName();
        var outcome =
                accounts.signIn(
                        new ExternalIdentity(settings.issuerName(), subject),
                        login == null ? subject : login,
                        name == null ? "" : name,
                        settings.roles(groups(user)));
        return switch (outcome) {
            case ExternalOutcome.Welcome(var who) -> new OidcPrincipal(who, user.getIdToken());
            case ExternalOutcome.WithoutRole _ -> throw refused(Refusal.NO_ROLE);
            case ExternalOutcome.Disabled _ -> throw refused(Refusal.DISABLED);
            case ExternalOutcome.LoginTaken _ -> throw refused(Refusal.LOGIN_TAKEN);
        };
    }

    private Set<String> groups(OidcUser user) {
        var groups = new HashSet<String>();
        switch (user.getClaims().get(settings.groupsClaim())) {
            case Collection<?> many ->
                    many.forEach(
                            each -> {
                                if (each instanceof String group) {
                                    groups.add(group);
                                }
                            });
            case String one -> groups.add(one);
            case null, default -> {
                // No group, so no role.
            }
        }
        return groups;
    }

    private static OAuth2AuthenticationException refused(Refusal why) {
        return new OAuth2AuthenticationException(new OAuth2Error(why.word()), why.word());
    }
}
