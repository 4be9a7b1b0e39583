package dev.assay.scanners.artifact;

import java.net.URI;
import java.util.Locale;

/** Where credentials may go: scheme, host and port, with the scheme's own port made explicit. */
public record Origin(String scheme, String host, int port) {

    /**
     * The origin of an absolute http or https address.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static Origin of(URI uri) {
        if (!isWeb(uri)) {
            throw new IllegalArgumentException("'" + uri + "' is no http or https address");
        }
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        var port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
    }

    /** An address as people may see it. */
    public static String withoutSecrets(URI uri) {
        var user = uri.getRawUserInfo();
        return user == null ? uri.toString() : uri.toString().replace(user + "@", "");
    }

    /** Whether an address is absolute, http or https, and names a host. */
    public static boolean isWeb(URI uri) {
        return uri.getHost() != null
                && ("https".equalsIgnoreCase(uri.getScheme())
                        || "http".equalsIgnoreCase(uri.getScheme()));
    }
}
