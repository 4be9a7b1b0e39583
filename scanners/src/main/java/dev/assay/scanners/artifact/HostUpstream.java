package dev.assay.scanners.artifact;

import java.util.List;
import java.util.Locale;

/**
 * An upstream for what is named by a host, beside the host itself: one for some of its names, or
 * one that is asked for what the host does not have.
 *
 * @param host as packages name it, with its port where it has one
 * @param upstream its namespaces are below the host: {@code team}, {@code team/*}
 */
public record HostUpstream(String host, OtherUpstream upstream) {

    public HostUpstream {
        host = host.strip().toLowerCase(Locale.ROOT);
        if (host.isEmpty() || host.contains("/")) {
            throw new IllegalArgumentException(
                    "'" + host + "' is no host; write it as packages name it, example.com");
        }
        upstream = upstream.writing(HostUpstream::bare);
    }

    private static String bare(String namespace) {
        var start = namespace.startsWith("/") ? namespace.substring(1) : namespace;
        return start.endsWith("/") ? start.substring(0, start.length() - 1) : start;
    }

    /** Its names, with the host before them. */
    public List<String> names() {
        return upstream.isPrivate()
                ? upstream.namespaces().stream().map(each -> host + "/" + each).toList()
                : List.of(host);
    }
}
