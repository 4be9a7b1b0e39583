package dev.assay.scanners.artifact;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * An upstream beside the first one of its ecosystem. With namespaces it is a private one: what is
 * called so is asked of it alone, and nothing else is. Without, it is asked for what none of those
 * before it has.
 *
 * @param url ends in a slash
 * @param namespaces the names that are bound to it, as {@link #covers} reads them
 * @param authorization the value of the header, sent to this address alone; null for none
 */
public record OtherUpstream(URI url, List<String> namespaces, @Nullable String authorization) {

    public OtherUpstream {
        if (!Origin.isWeb(url) || url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "'"
                            + Origin.withoutSecrets(url)
                            + "' is no http or https address without a user name");
        }
        url = url.toString().endsWith("/") ? url : URI.create(url + "/");
        namespaces =
                namespaces.stream()
                        .map(each -> each.strip().toLowerCase(Locale.ROOT))
                        .filter(each -> !each.isEmpty())
                        .toList();
        for (var each : namespaces) {
            if (each.substring(0, each.length() - 1).contains("*") || each.equals("*")) {
                throw new IllegalArgumentException(
                        "'"
                                + each
                                + "' names no namespace; a star stands at the end, after a name");
            }
        }
    }

    /** The header for a token, for a name with its password, or for nothing. */
    public static @Nullable String authorization(
            @Nullable String token, @Nullable String username, @Nullable String password) {
        if (token != null) {
            return "Bearer " + token;
        }
        return username == null || password == null
                ? null
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (username + ":" + password)
                                                .getBytes(StandardCharsets.UTF_8));
    }

    /** The same, with each namespace as the names of its ecosystem are written. */
    public OtherUpstream writing(UnaryOperator<String> namespace) {
        return new OtherUpstream(url, namespaces.stream().map(namespace).toList(), authorization);
    }

    /** Whether names are bound to it, so that it is asked for nothing else. */
    public boolean isPrivate() {
        return !namespaces.isEmpty();
    }

    /**
     * Whether a name is bound to it: it is one of its namespaces, or below one ({@code @acme} holds
     * {@code @acme/mail}), or begins as one that ends in a star. Registries that tell letters of
     * one case from the other are not relied upon.
     *
     * @param name with a slash between its parts, whatever the ecosystem puts there
     */
    public boolean covers(String name) {
        var plain = name.toLowerCase(Locale.ROOT);
        return namespaces.stream()
                .anyMatch(
                        each ->
                                each.endsWith("*")
                                        ? plain.startsWith(each.substring(0, each.length() - 1))
                                        : plain.equals(each) || plain.startsWith(each + "/"));
    }

    /** Whether an address is one of its own. */
    public boolean holds(URI address) {
        return Origin.isWeb(address)
                && Origin.of(address).equals(Origin.of(url))
                && address.normalize().getPath().startsWith(url.getPath());
    }

    /** The secret stays out of logs and messages. */
    @Override
    public String toString() {
        return url + (namespaces.isEmpty() ? "" : " for " + String.join(", ", namespaces));
    }
}
