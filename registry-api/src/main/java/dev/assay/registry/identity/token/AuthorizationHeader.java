package dev.assay.registry.identity.token;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client sends as {@code Authorization}: the token as bearer, or as the password of basic
 * authentication, since some clients know nothing else.
 *
 * @param login the user name of basic authentication; empty for a bearer
 * @param secret the token, or a password
 * @param bearer whether it was sent as a bearer token
 */
public record AuthorizationHeader(String login, String secret, boolean bearer) {

    /** Longer than any token of a CI that was seen; what is longer is read no further. */
    private static final int LONGEST = 16 << 10;

    // A record that holds a secret never prints it.
    @Override
    public String toString() {
        return "AuthorizationHeader[login=" + login + ", bearer=" + bearer + "]";
    }

    /**
     * Reads a header.
     *
     * @return empty where it is no bearer and no basic authentication that can be read
     */
    public static Optional<AuthorizationHeader> parse(@Nullable String header) {
        if (header == null || header.length() > LONGEST) {
            return Optional.empty();
        }
        var space = header.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        var value = header.substring(space + 1).strip();
        return switch (header.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer" ->
                    value.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new AuthorizationHeader("", value, true));
            case "basic" -> basic(value);
            default -> Optional.empty();
        };
    }

    private static Optional<AuthorizationHeader> basic(String value) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        var colon = pair.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        var login = pair.substring(0, colon);
        var password = pair.substring(colon + 1);
        // https://TOKEN@HOST/ makes the token a user name without a password.
        return Optional.of(
                password.isEmpty() && Tokens.claims(login)
                        ? new AuthorizationHeader("", login, false)
                        : new AuthorizationHeader(login, password, false));
    }
}
