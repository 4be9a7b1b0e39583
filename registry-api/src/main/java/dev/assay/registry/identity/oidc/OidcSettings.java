package dev.assay.registry.identity.oidc;

import dev.assay.inventory.account.Role;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The identity provider, under {@code assay.oidc}; there is none unless an issuer is set.
 *
 * @param issuer the provider's name of itself, exactly as its discovery document has it
 * @param clientId what it calls Assay
 * @param clientSecret what Assay shows it; better in a file
 * @param clientSecretFile a file that holds the secret alone
 * @param name what people call it, as the button to sign in says it
 * @param scopes what is asked for; some providers give groups only for a scope of their own
 * @param groupsClaim the claim that lists somebody's groups
 * @param loginClaim the claim that a new account takes its login from
 * @param groups which group gives which roles
 */
@ConfigurationProperties("assay.oidc")
public record OidcSettings(
        @Nullable String issuer,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable Path clientSecretFile,
        @DefaultValue("single sign-on") String name,
        @DefaultValue({"openid", "profile"}) List<String> scopes,
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue("preferred_username") String loginClaim,
        @DefaultValue List<GroupRoles> groups) {

    /** The roles of one group. */
    public record GroupRoles(String group, Set<Role> roles) {}

    public OidcSettings {
        if (issuer != null) {
            if (clientId == null || clientSecret == null && clientSecretFile == null) {
                throw new IllegalArgumentException(
                        "assay.oidc.issuer is set, so assay.oidc.client-id and"
                                + " assay.oidc.client-secret-file (or client-secret) are needed");
            }
            if (groups.isEmpty()) {
                throw new IllegalArgumentException(
                        "assay.oidc.groups is empty, so nobody could sign in; name at least one"
                                + " group and its roles");
            }
            if (URI.create(issuer).getHost() == null) {
                throw new IllegalArgumentException(
                        "assay.oidc.issuer is '" + issuer + "'; use https://HOST/…");
            }
        }
    }

    public boolean on() {
        return issuer != null;
    }

    /** The issuer, where there is one. */
    public String issuerName() {
        return issuer == null ? "" : issuer;
    }

    /** What the provider calls Assay, where there is a provider. */
    String client() {
        return clientId == null ? "" : clientId;
    }

    String secret() {
        if (clientSecretFile == null) {
            return clientSecret == null ? "" : clientSecret;
        }
        try {
            return Files.readString(clientSecretFile).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("assay.oidc.client-secret-file cannot be read", e);
        }
    }

    Set<Role> roles(Set<String> memberOf) {
        var roles = EnumSet.noneOf(Role.class);
        for (var group : groups) {
            if (memberOf.contains(group.group())) {
                roles.addAll(group.roles());
            }
        }
        return roles;
    }

    // A record that holds a secret never prints it.
    @Override
    public String toString() {
        return "OidcSettings[issuer=" + issuer + "]";
    }
}
