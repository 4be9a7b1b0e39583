package dev.assay.scanners.detonation;

import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.maven.MavenManifest;
import dev.assay.scanners.closure.pypi.PypiManifest;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.detonation.entry.Placed;
import dev.assay.scanners.text.HostileJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** For which releases there is a runner, and which packages of a closure it lays out. */
final class Runners {

    private static final JsonMapper JSON = HostileJson.mapper(64 << 20);
    private static final String NPM = "npm";
    private static final String PYPI = "pypi";
    private static final String MAVEN = "maven";

    private static final boolean IS_ARM = System.getProperty("os.arch").equals("aarch64");
    private static final String GLIBC_HERE =
            "cp3\\d+-manylinux.*_" + (IS_ARM ? "aarch64" : "x86_64");

    private final Function<LockedPackage, Optional<Placed>> placing;

    private Runners(Function<LockedPackage, Optional<Placed>> placing) {
        this.placing = placing;
    }

    /** Why there is no runner for a release, with what to do; null where there is one. */
    static @Nullable String missing(Purl release) {
        if (BundleAddress.isOne(release)) {
            return null;
        }
        if (RemoteEndpoint.isOne(release)) {
            return "is at an address and runs elsewhere, so there is nothing to run here; what it"
                    + " lists is observed by asking it, each time that it is looked at";
        }
        if (GitPlace.isOne(release)) {
            return "is not run: sources of a repository have to be built first. Where it is also"
                    + " published as a package of npm, PyPI or Maven, request that: it can be run";
        }
        return switch (release.type()) {
            case NPM, PYPI, MAVEN -> null;
            case "cargo" ->
                    "is not run: crates have to be compiled first, and there is no compiler in the"
                            + " sandbox. Where its publisher hands out a bundle with the program,"
                            + " request that: it can be run";
            case "nuget" ->
                    "is not run: there is no runner for .NET. Read what its code says, and keep its"
                            + " egress to what it declares";
            case "oci" ->
                    "is not run: there is no runner for images. Where the same server is published"
                            + " as a package of npm, PyPI or Maven, request that: it can be run";
            default -> "is not run: there is no runner for packages of " + release.type();
        };
    }

    /**
     * The runner of a release.
     *
     * @throws IllegalStateException where there is none
     */
    static Runners of(Closure closure) {
        var release = closure.root();
        if (missing(release) instanceof String reason) {
            throw new IllegalStateException(release + " " + reason);
        }
        return switch (release.type()) {
            case NPM -> new Runners(Runners::npm);
            case PYPI -> {
                var target = target(closure);
                yield new Runners(locked -> pypi(locked, target));
            }
            case MAVEN -> new Runners(Runners::maven);
            default ->
                    new Runners(
                            locked ->
                                    locked.path().isEmpty()
                                            ? Optional.of(plain(locked))
                                            : Optional.empty());
        };
    }

    /** How a package is laid out; empty where it is not, since it is for another machine. */
    Optional<Placed> placed(LockedPackage locked, String file) {
        return placing.apply(locked)
                .map(
                        each ->
                                new Placed(
                                        each.path(),
                                        each.purl(),
                                        file,
                                        each.name(),
                                        each.runtime(),
                                        each.target()));
    }

    private static Placed plain(LockedPackage locked) {
        return Placed.of(locked.path(), locked.purl().toString(), "");
    }

    private static Optional<Placed> npm(LockedPackage locked) {
        return isForHere(locked) ? Optional.of(plain(locked)) : Optional.empty();
    }

    /** That for Linux on this processor, the first of several; empty where there is none. */
    private static String target(Closure closure) {
        return closure.packages().stream()
                .flatMap(each -> PypiManifest.read(each.manifest()).stream())
                .flatMap(each -> each.targets().stream())
                .filter(each -> each.matches(GLIBC_HERE))
                .findFirst()
                .orElse("");
    }

    /** Files of Python are for the targets that they were resolved for. */
    private static Optional<Placed> pypi(LockedPackage locked, String target) {
        var manifest = PypiManifest.read(locked.manifest());
        if (manifest.isEmpty()) {
            return Optional.of(plain(locked));
        }
        var file = manifest.get();
        if (!file.targets().isEmpty() && !target.isEmpty() && !file.targets().contains(target)) {
            return Optional.empty();
        }
        var path = locked.path().startsWith("@") ? "" : locked.path();
        var runtime = file.requiresPython();
        return Optional.of(
                new Placed(
                        path,
                        locked.purl().toString(),
                        "",
                        file.fileName(),
                        runtime == null ? "" : runtime,
                        target));
    }

    private static Optional<Placed> maven(LockedPackage locked) {
        var name = locked.purl().name() + "-" + locked.purl().exactVersion();
        var extension =
                MavenManifest.read(locked.manifest()).map(MavenManifest::extension).orElse("jar");
        return Optional.of(
                new Placed(
                        locked.path(),
                        locked.purl().toString(),
                        "",
                        name + "." + extension,
                        "",
                        ""));
    }

    /** Packages for other platforms are part of a closure, and npm does not install them here. */
    private static boolean isForHere(LockedPackage locked) {
        JsonNode manifest;
        try {
            manifest = JSON.readTree(locked.manifest());
        } catch (JacksonException e) {
            return true;
        }
        return permits(manifest.path("os"), "linux")
                && permits(manifest.path("cpu"), IS_ARM ? "arm64" : "x64")
                && permits(manifest.path("libc"), "glibc");
    }

    /**
     * A list of what is meant, or of what is not, with an exclamation mark (npm's package.json).
     */
    private static boolean permits(JsonNode list, String here) {
        var named = new ArrayList<String>();
        list.values().forEach(each -> named.add(each.asString("")));
        if (list.isString()) {
            named.add(list.stringValue());
        }
        return !named.contains("!" + here)
                && (named.contains(here)
                        || named.contains("any")
                        || named.stream().allMatch(each -> each.startsWith("!")));
    }

    /** The release's own package first. */
    static List<Placed> sorted(List<Placed> placed) {
        var sorted =
                new ArrayList<>(placed.stream().filter(each -> each.path().isEmpty()).toList());
        placed.stream().filter(each -> !each.path().isEmpty()).forEach(sorted::add);
        return sorted;
    }
}
