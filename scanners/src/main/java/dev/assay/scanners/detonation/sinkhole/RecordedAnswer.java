package dev.assay.scanners.detonation.sinkhole;

import java.util.List;
import java.util.Locale;

/**
 * An answer that a real host gave once.
 *
 * @param host in any case; {@code *.} in front stands for every host below
 * @param method empty for every method
 * @param path without query; {@code *} at the end stands for whatever follows
 */
public record RecordedAnswer(
        String host, String method, String path, int status, List<Header> headers, byte[] body) {

    boolean matches(String host, String method, String target) {
        var query = target.indexOf('?');
        var asked = query < 0 ? target : target.substring(0, query);
        return (this.method.isEmpty() || this.method.equals(method))
                && isHost(host.toLowerCase(Locale.ROOT))
                && (path.endsWith("*")
                        ? asked.startsWith(path.substring(0, path.length() - 1))
                        : asked.equals(path));
    }

    private boolean isHost(String asked) {
        var own = host.toLowerCase(Locale.ROOT);
        return own.startsWith("*.") ? asked.endsWith(own.substring(1)) : asked.equals(own);
    }
}
