package dev.assay.registry.upload;

import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.maven.MavenFile;
import dev.assay.scanners.artifact.pypi.DistributionFile;
import dev.assay.scanners.artifact.pypi.PythonVersion;
import dev.assay.scanners.coordinates.CrateName;
import dev.assay.scanners.coordinates.NugetName;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.PythonName;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.known.Ecosystems;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file with the name that it gets here.
 *
 * @param ecosystem as settings call it
 * @param name as the ecosystem's upstreams are asked for it, in lower case
 * @param release its package URL
 * @param place where it stands in the ecosystem's layout
 */
record Named(String ecosystem, String name, Purl release, String place) {

    private static final List<String> JARS = List.of("jar", "war", "ear", "pom");
    private static final Pattern NPM =
            Pattern.compile("(?:@[a-z0-9~._-]+/)?[a-z0-9~_-][a-z0-9~._-]*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");

    /** The file is none that can have a name here; the message is made for people. */
    static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1L;

        UnfitException(String message) {
            super(message);
        }
    }

    static Named of(Purl claimed, String fileName, Sha256 sha256) throws UnfitException {
        if (claimed.version() == null) {
            throw new UnfitException("'" + claimed + "' has no version");
        }
        return switch (claimed.type()) {
            case "npm" -> npm(claimed, fileName);
            case "pypi" -> pypi(claimed, fileName);
            case "maven" -> maven(claimed, fileName);
            case "generic" -> bundle(claimed, sha256);
            case "cargo" -> crate(claimed, fileName);
            case "nuget" -> nuget(claimed, fileName);
            default ->
                    throw new UnfitException(
                            "files of npm, PyPI, Maven, Cargo, NuGet and MCP bundles can be handed"
                                    + " in, and this is of "
                                    + claimed.type());
        };
    }

    private static Named npm(Purl release, String fileName) throws UnfitException {
        var name = release.packageName();
        if (!NPM.matcher(name).matches()) {
            throw new UnfitException("'" + name + "' is no name that npm gives a new package");
        }
        if (!fileName.endsWith(".tgz") && !fileName.endsWith(".tar.gz")) {
            throw new UnfitException("a package of npm is handed in as a .tgz file");
        }
        sound(release);
        return new Named("npm", name, release, name + "/-/" + release.exactVersion() + ".tgz");
    }

    private static Named pypi(Purl claimed, String fileName) throws UnfitException {
        var name = PythonName.normal(claimed.name());
        var version =
                PythonVersion.of(claimed.exactVersion())
                        .orElseThrow(
                                () ->
                                        new UnfitException(
                                                "'"
                                                        + claimed.exactVersion()
                                                        + "' is no version of Python packages"));
        var file = DistributionFile.of(name, fileName).orElse(null);
        if (file == null || !file.version().equals(version)) {
            throw new UnfitException(
                    "'"
                            + fileName
                            + "' is not how a wheel or a source distribution of "
                            + name
                            + " "
                            + version
                            + " is called");
        }
        var release = new Purl("pypi", null, name, version.toString());
        sound(release);
        // Of one version there is one file of sources, however its name is spelled.
        var place =
                file.isWheel()
                        ? fileName.toLowerCase(Locale.ROOT)
                        : name + "-" + version + ".sources";
        return new Named("pypi", name, release, name + "/" + place);
    }

    private static Named maven(Purl release, String fileName) throws UnfitException {
        var dot = fileName.lastIndexOf('.');
        var ending = fileName.equals("pom.xml") ? "pom" : fileName.substring(dot + 1);
        var file =
                JARS.contains(ending) ? MavenFile.of(release, ending) : Optional.<MavenFile>empty();
        if (file.isEmpty()) {
            throw new UnfitException(
                    "'"
                            + fileName
                            + "' is no file of "
                            + release
                            + "; hand in its POM and its jar, war or ear");
        }
        sound(release);
        var path = file.get().path();
        var folder = path.substring(0, path.lastIndexOf('/'));
        return new Named(
                "maven",
                Namespaces.plain(folder.substring(0, folder.lastIndexOf('/'))),
                release,
                path);
    }

    private static Named crate(Purl release, String fileName) throws UnfitException {
        if (!fileName.endsWith(".crate")) {
            throw new UnfitException("a crate is handed in as the .crate file of cargo package");
        }
        sound(release);
        var name = CrateName.normal(release.name());
        return new Named("cargo", name, release, name + "/" + release.exactVersion());
    }

    private static Named nuget(Purl claimed, String fileName) throws UnfitException {
        if (!fileName.toLowerCase(Locale.ROOT).endsWith(".nupkg")) {
            throw new UnfitException("a NuGet package is handed in as its .nupkg file");
        }
        sound(claimed);
        var name = NugetName.normal(claimed.name());
        return new Named("nuget", name, claimed, name + "/" + claimed.exactVersion());
    }

    /** A bundle is named by its address and its digest, and gets an address that leads nowhere. */
    private static Named bundle(Purl claimed, Sha256 sha256) throws UnfitException {
        var name = claimed.name();
        var version = claimed.exactVersion();
        if (!PLAIN.matcher(name).matches() || !PLAIN.matcher(version).matches()) {
            throw new UnfitException(
                    "'" + name + "' at '" + version + "' is no plain name with a version");
        }
        var place = name + "/v" + version + "/" + name + ".mcpb";
        var release = Purl.parse(OwnPackages.address("mcpb") + place + "@sha256:" + sha256.hex());
        sound(release);
        return new Named("mcpb", Namespaces.plain(name), release, place);
    }

    private static void sound(Purl release) throws UnfitException {
        var flaw = Ecosystems.of(release).flatMap(each -> each.flaw(release));
        if (flaw.isPresent()) {
            throw new UnfitException(flaw.get());
        }
    }
}
