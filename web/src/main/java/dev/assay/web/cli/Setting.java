package dev.assay.web.cli;

import dev.assay.scanners.artifact.OtherUpstream;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Assay's settings, for a command: what the service reads, from the same names. */
final class Setting {

    private Setting() {}

    static @Nullable Path file(String name) {
        var file = of(name);
        return file == null ? null : Path.of(file);
    }

    /** As the service reads it: a property, or the variable of the same name. */
    static @Nullable String of(String name) {
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
    static List<OtherUpstream> others(String ecosystem) {
        var others = new ArrayList<OtherUpstream>();
        for (var number = 0; ; number++) {
            var prefix = "assay.upstream." + ecosystem + ".others[" + number + "].";
            var url = of(prefix + "url");
            if (url == null) {
                return others;
            }
            var namespaces = of(prefix + "namespaces");
            others.add(
                    new OtherUpstream(
                            URI.create(url),
                            namespaces == null ? List.of() : List.of(namespaces.split(",")),
                            OtherUpstream.authorization(
                                    of(prefix + "token"),
                                    of(prefix + "username"),
                                    of(prefix + "password"))));
        }
    }

    /** What stands between commas. */
    static List<String> list(String name) {
        var text = of(name);
        return text == null || text.isBlank()
                ? List.of()
                : List.of(text.strip().split("\\s*,\\s*"));
    }
}
