package dev.assay.scanners.coordinates;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The name of an OCI repository: its registry and the path there. In a package URL the registry
 * stands in the qualifier {@code repository_url} and the tag in {@code tag} (purl specification,
 * type oci); as a {@link Purl} they are a part of the namespace and of the version, since what is
 * approved does depend on them.
 *
 * @param host of the registry, with its port where it has one; null for the one that is configured
 *     for names without
 * @param path for example {@code team/demo}
 */
public record OciName(@Nullable String host, String path) {

    /** The type of its package URLs. */
    public static final String TYPE = "oci";

    private static final int LONGEST = 255;
    private static final String PART = "[a-z0-9]+(?:(?:[.]|__?|-+)[a-z0-9]+)*";
    private static final Pattern PATH = Pattern.compile(PART + "(?:/" + PART + ")*");
    private static final Pattern HOST =
            Pattern.compile(
                    "(?:localhost|[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
                            + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)(?::[0-9]{1,5})?");

    /**
     * Reads a name as clients write it: what has a dot or a colon before the first slash is a host.
     */
    public static Optional<OciName> parse(String text) {
        var slash = text.indexOf('/');
        var first = slash < 0 ? "" : text.substring(0, slash);
        var named = isHost(first);
        var path = named ? text.substring(slash + 1) : text;
        return path.length() <= LONGEST && PATH.matcher(path).matches()
                ? Optional.of(new OciName(named ? first : null, path))
                : Optional.empty();
    }

    /** Whether it is the name of a registry rather than the beginning of a path. */
    public static boolean isHost(String text) {
        return (text.indexOf('.') >= 0 || text.indexOf(':') >= 0 || text.equals("localhost"))
                && HOST.matcher(text).matches();
    }

    /** The repository of a package URL; empty where it names none. */
    public static Optional<OciName> of(Purl purl) {
        return purl.type().equals(TYPE) ? parse(purl.packageName()) : Optional.empty();
    }

    public OciName at(String registry) {
        return new OciName(registry, path);
    }

    public Purl purl(@Nullable String version) {
        var whole = toString();
        var slash = whole.lastIndexOf('/');
        return new Purl(
                TYPE,
                slash < 0 ? null : whole.substring(0, slash),
                whole.substring(slash + 1),
                version);
    }

    @Override
    public String toString() {
        return host == null ? path : host + "/" + path;
    }

    /** Reads {@code HOST/PATH/NAME:TAG@sha256:…}, as clients write it. */
    static Purl read(String written) {
        var at = written.indexOf('@');
        var digest = at < 0 ? "" : written.substring(at + 1);
        var named = at < 0 ? written : written.substring(0, at);
        var colon = named.indexOf(':', named.lastIndexOf('/') + 1);
        var tag = colon < 0 ? "" : named.substring(colon + 1);
        var version = tag.isEmpty() ? digest : digest.isEmpty() ? tag : tag + "@" + digest;
        return name(colon < 0 ? named : named.substring(0, colon), written)
                .purl(version.isEmpty() ? null : version);
    }

    static Purl read(PackageURL parsed, String written) {
        var qualifiers = new TreeMap<String, String>();
        if (parsed.getQualifiers() != null) {
            qualifiers.putAll(parsed.getQualifiers());
        }
        var where = qualifiers.remove("repository_url");
        var tag = qualifiers.remove("tag");
        if (!qualifiers.isEmpty() || parsed.getNamespace() != null) {
            throw new IllegalArgumentException(
                    "'"
                            + written
                            + "' names more than an image: its qualifiers are repository_url and"
                            + " tag, and it has no namespace");
        }
        var name = name(where == null ? parsed.getName() : where, written);
        if (!name.path().equals(parsed.getName())
                && !name.path().endsWith("/" + parsed.getName())) {
            throw new IllegalArgumentException(
                    "'" + written + "': its repository_url does not end in " + parsed.getName());
        }
        var digest = parsed.getVersion();
        return name.purl(tag == null ? digest : digest == null ? tag : tag + "@" + digest);
    }

    private static OciName name(String text, String written) {
        return parse(text)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'"
                                                + written
                                                + "' names no image; write oci:HOST/PATH/NAME:TAG"));
    }

    /** The package URL as the specification has it. */
    static String write(Purl purl) throws MalformedPackageURLException {
        var qualifiers = new TreeMap<String, String>();
        if (purl.namespace() != null) {
            qualifiers.put("repository_url", purl.packageName());
        }
        var version = purl.version();
        var at = version == null ? -1 : version.indexOf('@');
        var digest = version == null ? null : version.substring(at + 1);
        if (version != null && at >= 0) {
            qualifiers.put("tag", version.substring(0, at));
        } else if (version != null && !OciVersion.isDigest(version)) {
            qualifiers.put("tag", version);
            digest = null;
        }
        return new PackageURL(
                        TYPE,
                        null,
                        purl.name(),
                        digest,
                        qualifiers.isEmpty() ? null : new TreeMap<>(Map.copyOf(qualifiers)),
                        null)
                .canonicalize();
    }
}
