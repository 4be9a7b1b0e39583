package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.Via;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Paths of files, as texts. */
final class FilePaths implements Library.Part {

    @Override
    public @Nullable Val call(Site site) {
        return switch (site.owner()) {
            case "java/nio/file/Path" -> path(site);
            case "java/nio/file/Paths" ->
                    site.name().equals("get") ? joined(site, site.args()) : null;
            case "java/nio/file/FileSystem" ->
                    site.name().equals("getPath") ? joined(site, site.args()) : null;
            case "java/io/File" -> file(site);
            default -> null;
        };
    }

    private static @Nullable Val path(Site site) {
        return switch (site.name()) {
            case "of" -> joined(site, site.args());
            case "resolve", "resolveSibling" -> {
                var parts = new ArrayList<Val>();
                parts.add(site.receiver());
                parts.addAll(site.args());
                yield joined(site, parts);
            }
            case "toString",
                    "toFile",
                    "toAbsolutePath",
                    "normalize",
                    "toRealPath",
                    "toUri",
                    "toUrl",
                    "getFileName" ->
                    site.receiver();
            default -> null;
        };
    }

    private static @Nullable Val file(Site site) {
        if (site.isConstructor()) {
            var heap = site.receiver().heap();
            if (heap != null) {
                var joined = joined(site, site.args());
                heap.built(joined.texts());
                heap.flow(joined.allFlow());
            }
            return Val.UNKNOWN;
        }
        return switch (site.name()) {
            case "toPath",
                    "getPath",
                    "getAbsolutePath",
                    "toString",
                    "getAbsoluteFile",
                    "getCanonicalPath",
                    "getCanonicalFile",
                    "toURI" ->
                    Val.of(texts(site.receiver()), site.receiver().allFlow());
            default -> null;
        };
    }

    /** The strings that name a path. */
    static List<Text> texts(Val value) {
        return value.allTexts();
    }

    private static Val joined(Site site, List<Val> parts) {
        var all = new ArrayList<Val>();
        for (var part : parts) {
            var heap = part.heap();
            if (heap != null && heap.type().startsWith("[L")) {
                all.addAll(heap.elements());
            } else {
                all.add(heap == null ? part : Val.of(part.allTexts(), part.allFlow()));
            }
        }
        var between = Val.of(new Text("/", Via.PLAIN, site.at()));
        var joined = new ArrayList<Val>();
        for (var part : all) {
            if (!joined.isEmpty()) {
                joined.add(between);
            }
            joined.add(part);
        }
        return all.size() == 1 ? all.getFirst() : Strings.concat(joined, List.of(), site.at());
    }
}
