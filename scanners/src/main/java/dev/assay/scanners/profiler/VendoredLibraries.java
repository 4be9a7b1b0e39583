package dev.assay.scanners.profiler;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Copies of other packages that say so themselves: by the path comments and module keys of
 * bundlers, by licence banners, by a folder's name. It is a claim; whether the functions are those
 * of a release is found out by comparing them.
 */
final class VendoredLibraries {

    /** A bundle names hundreds of packages; more are noise. */
    private static final int MOST = 400;

    private static final String FOLDER = "node_modules/";
    private static final String NAME =
            "(@[a-z0-9~][\\w.~-]*/[a-z0-9~][\\w.~-]*|[a-z0-9~][\\w.~-]*)";

    /**
     * What stands before the path in {@code // node_modules/x/y.js} and {@code "./node_modules/…"}.
     */
    private static final Pattern BEFORE =
            Pattern.compile("(?://|/\\*{1,3}!?|[\"'`])\\s*(?:[\\w@.+~-]+/|\\.{1,2}/)*$");

    private static final Pattern PATH = Pattern.compile(NAME + "/[\\w./@+~-]+");
    private static final Pattern PNPM =
            Pattern.compile("\\.pnpm/[\\w.@+~-]*?@(\\d[\\w.+-]*?)(?:_[^/]*)?/node_modules/$");
    private static final Pattern BANNER =
            Pattern.compile(
                    "/\\*!\\s*(?:\\*\\s*)?(?:@license\\s+)?"
                            + NAME
                            + "\\s+v?(\\d+\\.\\d+\\.\\d+[\\w.-]*)\\b");

    private record Claim(String version, String file, int line) {}

    private VendoredLibraries() {}

    static List<Fact> in(PackageTree tree, Set<String> reachable) {
        var claims = new TreeMap<String, Claim>();
        tree.files()
                .forEach(
                        (file, bytes) -> {
                            if (file.endsWith("js")) {
                                folder(file, claims);
                                text(file, new String(bytes, StandardCharsets.ISO_8859_1), claims);
                            }
                        });
        claims.remove(tree.purl().packageName());
        var facts = new ArrayList<Fact>();
        claims.forEach(
                (name, claim) ->
                        facts.add(
                                new Fact(
                                        FindingKind.VENDORED_CODE,
                                        name,
                                        null,
                                        reachable.contains(claim.file()),
                                        Via.PLAIN,
                                        new Evidence(
                                                tree.purl().toString(),
                                                claim.file(),
                                                claim.line(),
                                                0,
                                                null,
                                                ""),
                                        Map.of("what", "claimed", "version", claim.version()))));
        return facts;
    }

    private static void folder(String file, Map<String, Claim> claims) {
        var at = file.lastIndexOf(FOLDER);
        if (at >= 0 && (at == 0 || file.charAt(at - 1) == '/')) {
            var path = PATH.matcher(file);
            path.region(at + FOLDER.length(), file.length());
            if (path.lookingAt()) {
                claim(path.group(1), "", file, 0, claims);
            }
        }
    }

    private static void text(String file, String text, Map<String, Claim> claims) {
        var line = 1;
        var counted = 0;
        for (var at = text.indexOf(FOLDER); at >= 0; at = text.indexOf(FOLDER, at + 1)) {
            var path = PATH.matcher(text);
            path.region(at + FOLDER.length(), Math.min(text.length(), at + 300));
            var from = Math.max(0, at - 120);
            if (!path.lookingAt() || !BEFORE.matcher(text.substring(from, at)).find()) {
                continue;
            }
            for (; counted < at; counted++) {
                if (text.charAt(counted) == '\n') {
                    line++;
                }
            }
            claim(path.group(1), version(text, from, at), file, line, claims);
        }
        for (var at = text.indexOf("/*!"); at >= 0; at = text.indexOf("/*!", at + 1)) {
            var banner = BANNER.matcher(text);
            banner.region(at, Math.min(text.length(), at + 200));
            if (banner.lookingAt()) {
                claim(banner.group(1), banner.group(2), file, 0, claims);
            }
        }
    }

    /** pnpm's folders name the release: {@code .pnpm/zod@3.25.76/node_modules/}. */
    private static String version(String text, int from, int at) {
        var before = text.substring(from, at + FOLDER.length());
        var store = before.lastIndexOf(".pnpm/");
        if (store < 0) {
            return "";
        }
        var pnpm = PNPM.matcher(before);
        return pnpm.find(store) ? pnpm.group(1) : "";
    }

    private static void claim(
            String name, String version, String file, int line, Map<String, Claim> claims) {
        if (name.length() > 214 || claims.size() >= MOST && !claims.containsKey(name)) {
            return;
        }
        claims.merge(
                name,
                new Claim(version, file, line),
                (one, other) ->
                        one.version().isEmpty() ? other.version().isEmpty() ? one : other : one);
    }
}
