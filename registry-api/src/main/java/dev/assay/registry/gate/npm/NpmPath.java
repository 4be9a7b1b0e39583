package dev.assay.registry.gate.npm;

import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/** What a request to the npm gate asks for, by its path alone. */
sealed interface NpmPath {

    /** All versions of a package. */
    record Packument(String name) implements NpmPath {}

    /** One version's object, by version or tag. */
    record Version(String name, String version) implements NpmPath {}

    record DistTags(String name) implements NpmPath {}

    record Tarball(String name, String version) implements NpmPath {}

    /** What was signed of a version's approval, beside its tarball. */
    record Attestation(String name, String version) implements NpmPath {}

    /**
     * What the upstream registry answers.
     *
     * @param path below the registry's address, still encoded
     */
    record PassedThrough(String path) implements NpmPath {}

    record Ping() implements NpmPath {}

    record WhoAmI() implements NpmPath {}

    record Nowhere() implements NpmPath {}

    /**
     * A path with the closure that it is asked through.
     *
     * @param closure null for the union of all approved closures
     */
    record Asked(@Nullable Id closure, NpmPath path) {}

    int LONGEST_NAME = 214;
    int LONGEST_VERSION = 256;
    Pattern PASSED_THROUGH =
            Pattern.compile(
                    "-/npm/v1/(?:keys|security/advisories/bulk|security/audits(?:/quick)?"
                            + "|attestations/[A-Za-z0-9@%!~*'()._/-]{1,600})");

    BitSet IN_NAMES = lettersDigitsAnd("!~*'()._-");
    BitSet IN_VERSIONS = lettersDigitsAnd("._+-");
    String PREFIX = "/npm/";
    String TARBALL_SUFFIX = ".tgz";
    String ATTESTATION_SUFFIX = ".intoto.jsonl";

    /**
     * Whether a path is the npm gate's. Besides {@code /npm/} these are the tarballs and the
     * registry's own documents at the root, since npm drops the registry's path when it replaces
     * the host of a locked address, and when it asks for attestations.
     */
    static boolean owned(String path) {
        return path.startsWith(PREFIX)
                || path.equals("/npm")
                || path.startsWith("/-/npm/")
                || path.endsWith(TARBALL_SUFFIX) && path.contains("/-/");
    }

    static Asked parse(String path) {
        var rest = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path.substring(1);
        if (!path.startsWith(PREFIX) || !rest.startsWith("~/")) {
            return new Asked(null, inRegistry(rest));
        }
        var slash = rest.indexOf('/', 2);
        var closure = Id.parse(slash < 0 ? rest.substring(2) : rest.substring(2, slash));
        return closure.isEmpty()
                ? new Asked(null, new Nowhere())
                : new Asked(closure.get(), inRegistry(slash < 0 ? "" : rest.substring(slash + 1)));
    }

    private static NpmPath inRegistry(String path) {
        if (path.startsWith("-/")) {
            return ofRegistry(path);
        }
        var segments = segments(path);
        if (segments.isEmpty()) {
            return path.isEmpty() || path.equals("npm") ? new Ping() : new Nowhere();
        }
        var name = segments.removeFirst();
        if (name.startsWith("@") && name.indexOf('/') < 0) {
            if (segments.isEmpty()) {
                return new Nowhere();
            }
            name = name + "/" + segments.removeFirst();
        }
        if (!isName(name)) {
            return new Nowhere();
        }
        return switch (segments.size()) {
            case 0 -> new Packument(name);
            case 1 ->
                    isVersion(segments.get(0)) ? new Version(name, segments.get(0)) : new Nowhere();
            case 2 -> segments.get(0).equals("-") ? tarball(name, segments.get(1)) : new Nowhere();
            default -> new Nowhere();
        };
    }

    private static NpmPath ofRegistry(String path) {
        if (path.equals("-/ping")) {
            return new Ping();
        }
        if (path.equals("-/whoami")) {
            return new WhoAmI();
        }
        if (PASSED_THROUGH.matcher(path).matches() && !path.contains("..")) {
            return new PassedThrough(path);
        }
        var tags = "-/package/";
        var end = "/dist-tags";
        if (path.startsWith(tags)
                && path.length() > tags.length() + end.length()
                && path.endsWith(end)) {
            var name = decoded(path.substring(tags.length(), path.length() - end.length()));
            return name != null && isName(name) ? new DistTags(name) : new Nowhere();
        }
        return new Nowhere();
    }

    /**
     * The file name is ours: we write it into every packument. Upstream's mostly looks the same.
     */
    private static NpmPath tarball(String name, String file) {
        if (file.endsWith(ATTESTATION_SUFFIX)) {
            var of = file.substring(0, file.length() - ATTESTATION_SUFFIX.length());
            return tarball(name, of) instanceof Tarball(var same, var version)
                    ? new Attestation(same, version)
                    : new Nowhere();
        }
        var start = name.substring(name.indexOf('/') + 1) + "-";
        if (!file.startsWith(start) || !file.endsWith(TARBALL_SUFFIX)) {
            return new Nowhere();
        }
        var from = start.length();
        var to = file.length() - TARBALL_SUFFIX.length();
        return to > from && isVersion(file.substring(from, to))
                ? new Tarball(name, file.substring(from, to))
                : new Nowhere();
    }

    /** Of letters, digits and {@code !~*'()_-.}, in a scope or not, and not begun by a dot. */
    private static boolean isName(String name) {
        var own = name.startsWith("@") ? name.indexOf('/') + 1 : 0;
        if (name.length() > LONGEST_NAME || own == name.length() || name.charAt(own) == '.') {
            return false;
        }
        return own == 0
                ? !name.startsWith("@") && consists(name, 0, name.length(), IN_NAMES)
                : own > 2
                        && consists(name, 1, own - 1, IN_NAMES)
                        && consists(name, own, name.length(), IN_NAMES);
    }

    private static boolean isVersion(String version) {
        return !version.isEmpty()
                && version.length() <= LONGEST_VERSION
                && consists(version, 0, version.length(), IN_VERSIONS);
    }

    /** Asked for each request, where a pattern takes a tenth of all that is done for it. */
    private static boolean consists(String text, int from, int to, BitSet of) {
        for (var i = from; i < to; i++) {
            if (!of.get(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static BitSet lettersDigitsAnd(String others) {
        var all = new BitSet(128);
        all.set('A', 'Z' + 1);
        all.set('a', 'z' + 1);
        all.set('0', '9' + 1);
        others.chars().forEach(all::set);
        return all;
    }

    /** The parts between slashes, decoded; none where one of them is empty or cannot be decoded. */
    private static List<String> segments(String path) {
        var segments = new ArrayList<String>(4);
        for (var from = 0; from <= path.length(); ) {
            var slash = path.indexOf('/', from);
            var to = slash < 0 ? path.length() : slash;
            var decoded = decoded(path.substring(from, to));
            if (decoded == null || decoded.isEmpty()) {
                return List.of();
            }
            segments.add(decoded);
            from = to + 1;
        }
        return segments;
    }

    private static @Nullable String decoded(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
