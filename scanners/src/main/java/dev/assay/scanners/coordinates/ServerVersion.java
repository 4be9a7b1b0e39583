package dev.assay.scanners.coordinates;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The version of the server that a package is. Publishers write the same one in several ways: a tag
 * of an image with what it is built on, a tag of a repository with a letter before it.
 */
public final class ServerVersion {

    private static final Pattern NUMBERED =
            Pattern.compile("[vV](\\d+(?:\\.\\d+)*(?:[-+.][0-9A-Za-z.+-]*)?)");

    /** What an image is built on, which tags carry behind the version. */
    private static final Pattern VARIANT =
            Pattern.compile(
                    "([vV]?\\d.*?)(?:-(?:alpine|slim|distroless|debian|ubuntu|bookworm|bullseye|trixie"
                            + "|node|python)[0-9.]*)+");

    /** A mark of a version before it is finished, with what stands around it. */
    private static final Pattern MARK = Pattern.compile("[-_.]?([a-z]+)[-_.]?(?=\\d|$)");

    private ServerVersion() {}

    /**
     * @param release with a version
     */
    public static String of(Purl release) {
        var version = release.exactVersion();
        var digest = version.indexOf("@sha256:");
        var told = digest < 0 ? version : version.substring(0, digest);
        var variant = OciName.of(release).isPresent() ? VARIANT.matcher(told) : null;
        var plain = variant != null && variant.matches() ? variant.group(1) : told;
        var numbered = NUMBERED.matcher(plain);
        return numbered.matches() ? numbered.group(1) : plain;
    }

    /** Whether two releases of one server are the same version of it. */
    public static boolean isSame(Purl one, Purl other) {
        var first = of(one);
        var second = of(other);
        return first.equals(second) || plain(first).equals(plain(second));
    }

    /** PEP 440 writes {@code 1.0rc1} for what semver calls {@code 1.0-rc.1}. */
    private static String plain(String version) {
        return MARK.matcher(version.toLowerCase(Locale.ROOT)).replaceAll("$1");
    }
}
