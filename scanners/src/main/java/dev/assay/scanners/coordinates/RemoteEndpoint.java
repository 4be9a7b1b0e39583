package dev.assay.scanners.coordinates;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The address of a remote MCP server. There is no package URL type for such a thing, so that it is
 * of type {@code generic}, with the scheme as first part of the namespace: {@code
 * https://mcp.example.com/v1/mcp} is {@code pkg:generic/https/mcp.example.com/v1/mcp}.
 *
 * @param uri absolute, http or https, lower-case scheme and host, without query, fragment, user and
 *     trailing slash
 */
public record RemoteEndpoint(URI uri) {

    /** The type of its package URL. */
    public static final String TYPE = "generic";

    private static final int LONGEST = 500;

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it is none, with a message made for people
     */
    public static RemoteEndpoint parse(String address) {
        try {
            var uri = new URI(address.strip());
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!List.of("https", "http").contains(scheme) || uri.getHost() == null) {
                throw refused(address, "it is no https address");
            }
            if (uri.getRawQuery() != null
                    || uri.getRawFragment() != null
                    || uri.getRawUserInfo() != null) {
                throw refused(address, "it may have no query, fragment or user name");
            }
            if (address.length() > LONGEST) {
                throw refused(address.substring(0, 60) + "…", "it is too long");
            }
            var port = uri.getPort();
            var isUsual = port == (scheme.equals("https") ? 443 : 80);
            var path = uri.normalize().getPath().replaceAll("/+$", "");
            return new RemoteEndpoint(
                    new URI(
                            scheme,
                            null,
                            uri.getHost().toLowerCase(Locale.ROOT),
                            isUsual ? -1 : port,
                            path,
                            null,
                            null));
        } catch (URISyntaxException e) {
            throw refused(address, "it is no address: " + e.getReason());
        }
    }

    private static IllegalArgumentException refused(String address, String why) {
        return new IllegalArgumentException(
                "'"
                        + address
                        + "' is not the address of a remote server: "
                        + why
                        + "; write https://mcp.example.com/mcp");
    }

    /** Whether a package URL is of the form that stands for an address, right or wrong. */
    public static boolean isOne(Purl purl) {
        var namespace = purl.namespace();
        return purl.type().equals(TYPE) && namespace != null && namespace.matches("https?(/.*)?");
    }

    /** The address that a package URL stands for; empty where it stands for none. */
    public static Optional<RemoteEndpoint> of(Purl purl) {
        var namespace = purl.namespace();
        if (namespace == null || !isOne(purl)) {
            return Optional.empty();
        }
        var scheme = namespace.split("/", 2)[0];
        var before =
                namespace.length() > scheme.length() ? namespace.substring(scheme.length()) : "";
        try {
            return Optional.of(parse(scheme + ":/" + before + "/" + purl.name()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public Purl purl(@Nullable String version) {
        var parts = new ArrayList<String>();
        parts.add(uri.getScheme());
        parts.add(uri.getAuthority());
        for (var part : uri.getPath().split("/")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return new Purl(
                TYPE,
                String.join("/", parts.subList(0, parts.size() - 1)),
                parts.getLast(),
                version);
    }

    /** An address on the same host, by its path. */
    public URI at(String path) {
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path);
    }

    public boolean isHttps() {
        return uri.getScheme().equals("https");
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
