package dev.assay.web.cli;

import dev.assay.scanners.artifact.HostUpstream;
import dev.assay.scanners.artifact.HostUpstreams;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OtherUpstream;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Assay's settings, for a command: what the service reads, from the same names. */
public final class Setting {

    private Setting() {}

    public static @Nullable Path file(String name) {
        var file = of(name);
        return file == null ? null : Path.of(file);
    }

    /** As the service reads it: a property, or the variable of the same name. */
    public static @Nullable String of(String name) {
        var property = System.getProperty(name);
        return property != null
                ? property
                : System.getenv(
                        name.replace("].", "_")
                                .replace('[', '_')
                                .replace('.', '_')
                                .replace("-", "")
                                .toUpperCase(Locale.ROOT));
    }

    /** As the service reads them: {@code assay.upstream.npm.others[0].url}, and so on. */
    public static List<OtherUpstream> others(String ecosystem) {
        var others = new ArrayList<OtherUpstream>();
        for (var number = 0; ; number++) {
            var prefix = "assay.upstream." + ecosystem + ".others[" + number + "].";
            var url = of(prefix + "url");
            if (url == null) {
                return others;
            }
            others.add(other(prefix, url));
        }
    }

    /** Likewise those for names of a host: {@code assay.upstream.oci.others[0].host}, and so on. */
    public static HostUpstreams hostUpstreams(String ecosystem) {
        var others = new ArrayList<HostUpstream>();
        for (var number = 0; ; number++) {
            var prefix = "assay.upstream." + ecosystem + ".others[" + number + "].";
            var host = of(prefix + "host");
            var url = of(prefix + "url");
            if (host == null || url == null) {
                return new HostUpstreams(ecosystem, others, NameOwners.inMemory());
            }
            others.add(new HostUpstream(host, other(prefix, url)));
        }
    }

    private static OtherUpstream other(String prefix, String url) {
        return new OtherUpstream(
                URI.create(url),
                list(prefix + "namespaces"),
                OtherUpstream.authorization(
                        of(prefix + "token"), of(prefix + "username"), of(prefix + "password")));
    }

    /** What stands between commas. */
    public static List<String> list(String name) {
        var text = of(name);
        return text == null || text.isBlank()
                ? List.of()
                : List.of(text.strip().split("\\s*,\\s*"));
    }
}
