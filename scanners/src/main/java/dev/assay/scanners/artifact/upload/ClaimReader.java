package dev.assay.scanners.artifact.upload;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ArchiveReader;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.mcpb.BundleReader;
import dev.assay.scanners.artifact.nuget.NupkgReader;
import dev.assay.scanners.artifact.nuget.PackedNuspec;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds out what a file calls itself, by its name and what is in it. What it reads is hostile, so
 * it is called in the worker process.
 */
public final class ClaimReader {

    /** What became of looking. */
    public sealed interface Outcome {

        record Found(Claim claim) implements Outcome {}

        /**
         * It is nothing that can be taken.
         *
         * @param reason made for people
         */
        record Refused(String reason) implements Outcome {}
    }

    private static final Pattern WHEEL_METADATA = Pattern.compile("[^/]+\\.dist-info/METADATA");
    private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.xml");

    private final ArchiveLimits limits;
    private final Clock clock;

    public ClaimReader(ArchiveLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Reads a file under the name that it was handed in by. */
    public Outcome read(Path file) {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".pom") || name.equals("pom.xml")) {
            return pom(file);
        }
        if (name.endsWith(".nupkg")) {
            return switch (new NupkgReader(limits, clock).read(file, null)) {
                case ReadOutcome.Rejected(var reason) -> new Outcome.Refused(reason);
                case ReadOutcome.Read(var tree) -> nuget(tree);
            };
        }
        var isBundle = name.endsWith(".mcpb");
        return switch (isBundle
                ? new BundleReader(limits, clock).read(file, null)
                : new ArchiveReader(limits, clock).read(file, null)) {
            case ReadOutcome.Rejected(var reason) -> new Outcome.Refused(reason);
            case ReadOutcome.Read(var tree) ->
                    isBundle ? bundle(tree) : name.endsWith(".jar") ? jar(tree) : named(tree);
        };
    }

    private static Outcome named(PackageTree tree) {
        return switch (tree.purl().type()) {
            case "npm" -> found(tree.purl(), tree.files().get("package.json"));
            case "pypi" -> found(tree.purl(), pythonMetadata(tree));
            case "cargo" -> found(tree.purl(), tree.files().get("Cargo.toml"));
            default ->
                    new Outcome.Refused(
                            "it is no package of npm, PyPI, Maven, Cargo or NuGet and no MCP"
                                    + " bundle");
        };
    }

    private static byte @Nullable [] pythonMetadata(PackageTree tree) {
        for (var each : tree.files().entrySet()) {
            if (WHEEL_METADATA.matcher(each.getKey()).matches()) {
                return each.getValue();
            }
        }
        return tree.files().get("PKG-INFO");
    }

    private static Outcome bundle(PackageTree tree) {
        var manifest = tree.files().get("manifest.json");
        return tree.purl().type().equals(BundleAddress.TYPE)
                ? found(tree.purl(), manifest)
                : new Outcome.Refused("its manifest.json names no MCP bundle");
    }

    private static Outcome nuget(PackageTree tree) {
        var manifests = PackedNuspec.names(tree.files().keySet());
        return tree.purl().type().equals("nuget") && manifests.size() == 1
                ? found(tree.purl(), tree.files().get(manifests.getFirst()))
                : new Outcome.Refused("it has no manifest that names a NuGet package");
    }

    /** A jar names itself where Maven left exactly one POM in it; else somebody has to. */
    private static Outcome jar(PackageTree tree) {
        var poms = tree.files().keySet().stream().filter(POM.asMatchPredicate()).limit(2).toList();
        var pom = poms.size() == 1 ? tree.files().get(poms.getFirst()) : null;
        return tree.purl().type().equals("maven")
                ? found(tree.purl(), pom)
                : new Outcome.Found(new Claim("", null));
    }

    private static Outcome pom(Path file) {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(Claim.LARGEST_MANIFEST + 1);
            return PomClaim.of(bytes)
                    .map(purl -> found(purl, bytes))
                    .orElseGet(
                            () ->
                                    new Outcome.Refused(
                                            "it is no POM with a group, an artifact and a version"
                                                    + " of their own; properties in them are not"
                                                    + " resolved"));
        } catch (IOException e) {
            return new Outcome.Refused("it cannot be read: " + e.getMessage());
        }
    }

    private static Outcome found(Purl purl, byte @Nullable [] manifest) {
        return manifest != null && manifest.length > Claim.LARGEST_MANIFEST
                ? new Outcome.Refused(
                        "what it says of itself exceeds " + Claim.LARGEST_MANIFEST + " bytes")
                : new Outcome.Found(new Claim(purl.toString(), manifest));
    }
}
