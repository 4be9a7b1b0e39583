package dev.assay.scanners.coordinates;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An MCP bundle, which nothing names but the address that it is at and the SHA-256 that it has.
 * There is no package URL type for it, so that it is of type {@code generic}, with {@code mcpb} and
 * the scheme as first parts of the namespace. What changes from release to release is taken out of
 * the address, so that releases of one bundle are versions of one package: {@code
 * https://example.com/v1.2.0/mail.mcpb} with the digest D is {@code
 * pkg:generic/mcpb/https/example.com/v{version}/mail.mcpb@1.2.0+sha256.D}. Where nothing in the
 * address looks like a version, the digest alone is the version, as {@code sha256.D}.
 *
 * @param uri absolute, http or https, lower-case scheme and host, without query, fragment and user
 * @param version what its publisher calls the release, or null where nobody says
 * @param sha256 of the whole file
 */
public record BundleAddress(URI uri, @Nullable String version, Sha256 sha256) {

    /** The type of its package URL. */
    public static final String TYPE = "generic";

    /** The first part of the namespace, and what its gate and settings are called. */
    public static final String NAME = "mcpb";

    /** What stands in the address of a package for the version of a release. */
    public static final String PLACE = "{version}";

    /** What stands before the digest in a version. */
    public static final String DIGEST = "sha256.";

    private static final int LONGEST = 500;
    private static final String SUFFIX = ".mcpb";

    /** Semantic Versioning; of its pre-releases those that no platform's name looks like. */
    private static final String NUMBER =
            "\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}(?:-(?:alpha|beta|rc|pre|preview|dev|next|canary)[.\\d]*)?";

    private static final Pattern IN_ADDRESS =
            Pattern.compile("(?<![\\d.])" + NUMBER + "(?!\\.?\\d)");
    private static final Pattern ALONE = Pattern.compile(NUMBER);
    private static final Pattern VERSION =
            Pattern.compile("(?:(" + NUMBER + ")\\+)?sha256\\.([0-9a-f]{64})");
    private static final Pattern SHORT = Pattern.compile("(https?://.+)@sha256[:.]([0-9A-Fa-f]+)");

    /** Whether people mean a bundle by an address on the web. */
    static boolean isMeant(String text) {
        return text.matches("https?://[^?#]*\\.mcpb(?:@.*)?");
    }

    /**
     * Reads {@code https://host/name.mcpb@sha256:DIGEST}.
     *
     * @throws IllegalArgumentException when it is something else, with a message made for people
     */
    static BundleAddress parse(String text) {
        var written = SHORT.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' names no bundle: an MCP bundle is named by its address and its"
                            + " SHA-256; write https://example.com/mail-1.2.0.mcpb@sha256:<64"
                            + " hexadecimal digits>");
        }
        return of(written.group(1), written.group(2), null);
    }

    /**
     * Puts together what a package URL with {@code download_url} and {@code checksum} says.
     *
     * @param said the version beside the address, used where the address itself has none
     */
    static BundleAddress of(String address, String sha256, @Nullable String said) {
        var uri = plain(address);
        Sha256 digest;
        try {
            digest = new Sha256(sha256.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw refused(address, "'" + sha256 + "' is no SHA-256 of 64 hexadecimal digits");
        }
        var found = found(uri.getPath());
        var given = said != null && ALONE.matcher(said).matches() ? said : null;
        return new BundleAddress(uri, found == null ? given : found, digest);
    }

    private static URI plain(String address) {
        try {
            var uri = new URI(address.strip()).normalize();
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
            var path = uri.getPath();
            if (!path.endsWith(SUFFIX)
                    || path.contains("{")
                    || path.contains("//")
                    || Arrays.asList(path.split("/")).contains("..")) {
                throw refused(address, "it does not end in the name of an .mcpb file");
            }
            var isUsual = uri.getPort() == (scheme.equals("https") ? 443 : 80);
            var host = uri.getHost().toLowerCase(Locale.ROOT);
            return new URI(scheme, null, host, isUsual ? -1 : uri.getPort(), path, null, null);
        } catch (URISyntaxException e) {
            throw refused(address, "it is no address: " + e.getReason());
        }
    }

    private static IllegalArgumentException refused(String address, String why) {
        return new IllegalArgumentException(
                "'" + address + "' is not the address of an MCP bundle: " + why);
    }

    /** The version that an address has: the last one in the file's name, else in its folders. */
    private static @Nullable String found(String path) {
        var name = path.lastIndexOf('/') + 1;
        var last = last(path.substring(name));
        return last == null ? last(path.substring(0, name)) : last;
    }

    private static @Nullable String last(String text) {
        String last = null;
        for (var each = IN_ADDRESS.matcher(text); each.find(); ) {
            last = each.group();
        }
        return last;
    }

    /** Whether a package URL is of the form that stands for a bundle, right or wrong. */
    public static boolean isOne(Purl purl) {
        var namespace = purl.namespace();
        return purl.type().equals(TYPE)
                && namespace != null
                && (namespace.equals(NAME) || namespace.startsWith(NAME + "/"));
    }

    /** The bundle that a package URL stands for; empty where it stands for none, or for several. */
    public static Optional<BundleAddress> of(Purl purl) {
        var version = purl.version();
        var written = VERSION.matcher(version == null ? "" : version);
        if (!written.matches()) {
            return Optional.empty();
        }
        var said = written.group(1);
        try {
            return address(purl)
                    .map(each -> said == null ? each : each.replace(PLACE, said))
                    .map(each -> of(each, written.group(2), said))
                    // One bundle has one name.
                    .filter(each -> each.purl().equals(purl));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The address of a package, with a place for the version; empty where it stands for none. */
    public static Optional<String> address(Purl purl) {
        var namespace = purl.namespace();
        if (namespace == null || !isOne(purl)) {
            return Optional.empty();
        }
        var parts = namespace.split("/", 3);
        return parts.length < 3 || !parts[1].matches("https?")
                ? Optional.empty()
                : Optional.of(parts[1] + "://" + parts[2] + "/" + purl.name());
    }

    public Purl purl() {
        var path = uri.getPath();
        var of =
                version == null
                        ? path
                        : IN_ADDRESS
                                .matcher(path)
                                .replaceAll(
                                        each ->
                                                each.group().equals(version)
                                                        ? PLACE.replace("$", "\\$")
                                                        : each.group());
        var parts = new ArrayList<String>();
        parts.add(NAME);
        parts.add(uri.getScheme());
        parts.add(uri.getAuthority());
        for (var part : of.split("/")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return new Purl(
                TYPE,
                String.join("/", parts.subList(0, parts.size() - 1)),
                parts.getLast(),
                (version == null ? "" : version + "+") + DIGEST + sha256.hex());
    }

    /** The file's name. */
    public String fileName() {
        var path = uri.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
