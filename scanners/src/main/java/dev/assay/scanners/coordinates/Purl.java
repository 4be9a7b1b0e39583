package dev.assay.scanners.coordinates;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Objects;

/**
 * A package URL (purl specification), reduced to what names a release: type, namespace, name and
 * version. Qualifiers and sub-paths are refused, since an approval never depends on them; those of
 * images are read into the other parts ({@link OciName}).
 *
 * @param type the lower-case package type, for example {@code npm}
 * @param namespace the namespace, for example {@code @scope}, or null
 * @param name the name within the namespace
 * @param version the exact version, or null where a whole package is meant
 */
public record Purl(String type, @Nullable String namespace, String name, @Nullable String version) {

    public Purl {
        Objects.requireNonNull(type, "type is null");
        Objects.requireNonNull(name, "name is null");
    }

    /**
     * Reads a package URL ({@code pkg:npm/%40scope/name@1.2.3}), the short form ({@code
     * npm:@scope/name@1.2.3}, {@code git:host/owner/repository@v1.2.3}) or the address of a remote
     * server ({@code https://host/mcp}), with or without a version; or an MCP bundle by its address
     * and digest ({@code https://host/name.mcpb@sha256:…}), which the qualifiers {@code
     * download_url} and {@code checksum} of the purl specification say as well.
     *
     * @throws IllegalArgumentException when the text is neither, with a message made for people
     */
    public static Purl parse(String text) {
        var bundle = text.startsWith("mcpb:") ? text.substring("mcpb:".length()) : text;
        if (bundle.length() < text.length() || BundleAddress.isMeant(text)) {
            return BundleAddress.parse(bundle).purl();
        }
        if (text.startsWith("https://") || text.startsWith("http://")) {
            var at = text.lastIndexOf('@');
            return at < 0
                    ? RemoteEndpoint.parse(text).purl(null)
                    : RemoteEndpoint.parse(text.substring(0, at)).purl(text.substring(at + 1));
        }
        if (text.startsWith(OciName.TYPE + ":")) {
            return OciName.read(text.substring(OciName.TYPE.length() + 1));
        }
        if (text.startsWith("git:")) {
            return GitPlace.parse(text.substring("git:".length()));
        }
        var url = text.startsWith("pkg:") ? text : fromShortForm(text);
        try {
            var parsed = new PackageURL(url);
            if (parsed.getType().equalsIgnoreCase(OciName.TYPE)) {
                return OciName.read(parsed, text);
            }
            var qualifiers = parsed.getQualifiers();
            if (qualifiers != null && !qualifiers.isEmpty()) {
                var from = qualifiers.get("download_url");
                var checksum = qualifiers.get("checksum");
                if (from != null && checksum != null && checksum.startsWith("sha256:")) {
                    return BundleAddress.of(
                                    from,
                                    checksum.substring("sha256:".length()),
                                    parsed.getVersion())
                            .purl();
                }
                throw new IllegalArgumentException(
                        "'" + text + "' has qualifiers; Assay names releases without them");
            }
            var type = parsed.getType().toLowerCase(Locale.ROOT);
            return new Purl(
                    type,
                    parsed.getNamespace(),
                    // The specification folds less than the index does.
                    switch (type) {
                        case "pypi" -> PythonName.normal(parsed.getName());
                        case NugetName.TYPE -> NugetName.normal(parsed.getName());
                        default -> parsed.getName();
                    },
                    parsed.getVersion());
        } catch (MalformedPackageURLException e) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is no package URL: "
                            + e.getMessage()
                            + "; write pkg:npm/%40scope/name@1.2.3 or npm:@scope/name@1.2.3",
                    e);
        }
    }

    /** An npm release by the name npm uses, with its scope. */
    public static Purl npm(String packageName, @Nullable String version) {
        var slash = packageName.startsWith("@") ? packageName.indexOf('/') : -1;
        return slash < 0
                ? new Purl("npm", null, packageName, version)
                : new Purl(
                        "npm",
                        packageName.substring(0, slash),
                        packageName.substring(slash + 1),
                        version);
    }

    /**
     * The name as its own ecosystem writes it, for example {@code @scope/name}; of a remote server
     * or a bundle its address, of a git repository its host and path.
     */
    public String packageName() {
        if (type.equals(RemoteEndpoint.TYPE)) {
            var remote = RemoteEndpoint.of(this);
            if (remote.isPresent()) {
                return remote.get().toString();
            }
        }
        var bundle = BundleAddress.address(this);
        if (bundle.isPresent()) {
            return bundle.get();
        }
        var repository = GitPlace.of(this);
        if (repository.isPresent()) {
            return repository.get().toString();
        }
        return namespace == null ? name : namespace + "/" + name;
    }

    /** The version, where the caller has made sure that there is one. */
    public String exactVersion() {
        return Objects.requireNonNull(version, "no version in " + this);
    }

    public Purl withVersion(@Nullable String newVersion) {
        return new Purl(type, namespace, name, newVersion);
    }

    /** The canonical package URL. */
    @Override
    public String toString() {
        try {
            return type.equals(OciName.TYPE)
                    ? OciName.write(this)
                    : new PackageURL(type, namespace, name, version, null, null).canonicalize();
        } catch (MalformedPackageURLException e) {
            throw new IllegalStateException("no canonical form: " + type + "/" + name, e);
        }
    }

    private static String fromShortForm(String text) {
        var colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no package URL; write npm:@scope/name@1.2.3 or a path");
        }
        var rest = text.substring(colon + 1);
        var at = rest.lastIndexOf('@');
        var packageName = at > 0 ? rest.substring(0, at) : rest;
        var version = at > 0 ? rest.substring(at) : "";
        return "pkg:"
                + text.substring(0, colon)
                + "/"
                + packageName.replace("@", "%40")
                + version.replace("+", "%2B");
    }
}
