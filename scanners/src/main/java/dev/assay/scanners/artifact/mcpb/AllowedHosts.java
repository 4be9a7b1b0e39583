package dev.assay.scanners.artifact.mcpb;

import dev.assay.scanners.artifact.Origin;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hosts that bundles come from. Each is written as a host, with its port where it is not 443
 * ({@code files.example.com:8443}), as all hosts below one ({@code *.example.com}), or as an origin
 * ({@code http://files.example.com}), which alone allows plain http.
 */
public final class AllowedHosts {

    private static final Pattern HOST =
            Pattern.compile("(\\*\\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\\d{1,5})?");

    private final List<String> written;

    /**
     * @throws IllegalArgumentException when one is no host, with a message made for people
     */
    public AllowedHosts(Collection<String> hosts) {
        this.written =
                hosts.stream()
                        .map(each -> each.strip().toLowerCase(Locale.ROOT))
                        .filter(each -> !each.isEmpty())
                        .map(
                                each ->
                                        each.endsWith("/")
                                                ? each.substring(0, each.length() - 1)
                                                : each)
                        .toList();
        for (var each : written) {
            if (!HOST.matcher(each.replaceFirst("^https?://", "")).matches()) {
                throw new IllegalArgumentException(
                        "'" + each + "' is no host; write files.example.com or *.example.com");
            }
        }
    }

    public boolean isEmpty() {
        return written.isEmpty();
    }

    /** As they were written. */
    public List<String> all() {
        return written;
    }

    /** Whether an address may be asked. */
    public boolean allows(URI address) {
        if (!Origin.isWeb(address) || address.getUserInfo() != null) {
            return false;
        }
        var origin = Origin.of(address);
        return written.stream().anyMatch(each -> covers(each, origin));
    }

    private static boolean covers(String allowed, Origin origin) {
        var scheme = allowed.startsWith("http://") ? "http" : "https";
        var host = allowed.replaceFirst("^https?://", "");
        var colon = host.indexOf(':');
        var port =
                colon >= 0
                        ? Integer.parseInt(host.substring(colon + 1))
                        : scheme.equals("http") ? 80 : 443;
        var name = colon >= 0 ? host.substring(0, colon) : host;
        return origin.scheme().equals(scheme)
                && origin.port() == port
                && (name.startsWith("*.")
                        ? origin.host().endsWith(name.substring(1))
                        : origin.host().equals(name));
    }
}
