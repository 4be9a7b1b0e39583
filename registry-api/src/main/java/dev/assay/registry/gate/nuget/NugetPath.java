package dev.assay.registry.gate.nuget;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.NugetName;
import dev.assay.scanners.coordinates.NugetVersion;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;
import java.util.regex.Pattern;

/** What a request to the NuGet gate asks for, by its path alone. */
sealed interface NugetPath {

    String PREFIX = "/nuget/";
    String FLAT = "v3/flat/";
    String REGISTRATION = "v3/registration/";

    Pattern CLEAN = Pattern.compile("[A-Za-z0-9._~/-]*");
    int LONGEST = 1_000;

    record ServiceIndex() implements NugetPath {}

    /** All versions of a package. */
    record Versions(Purl packagePurl) implements NugetPath {}

    /** A package's file. */
    record Stored(Purl release) implements NugetPath {}

    /** The manifest out of it. */
    record Manifest(Purl release) implements NugetPath {}

    /** What is said of all versions of a package. */
    record Registration(Purl packagePurl) implements NugetPath {}

    /** What is said of one. */
    record Leaf(Purl release) implements NugetPath {}

    record Nowhere() implements NugetPath {}

    /**
     * A path with the closure that it is asked through.
     *
     * @param closure null for the union of all approved closures
     */
    record Asked(@Nullable Id closure, NugetPath path) {

        /** The address of the source that was asked, ending in a slash. */
        String source(String gate) {
            return gate + "nuget/" + (closure == null ? "" : "~/" + closure + "/");
        }
    }

    static boolean owned(String path) {
        return path.startsWith(PREFIX) || path.equals("/nuget");
    }

    static Asked parse(String path) {
        var rest = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "?";
        if (rest.length() > LONGEST || !CLEAN.matcher(rest).matches()) {
            return new Asked(null, new Nowhere());
        }
        if (!rest.startsWith("~/")) {
            return new Asked(null, inSource(rest));
        }
        var slash = rest.indexOf('/', 2);
        var closure = slash < 0 ? null : Id.parse(rest.substring(2, slash)).orElse(null);
        return closure == null
                ? new Asked(null, new Nowhere())
                : new Asked(closure, inSource(rest.substring(slash + 1)));
    }

    private static NugetPath inSource(String path) {
        if (path.equals("v3/index.json")) {
            return new ServiceIndex();
        }
        if (path.startsWith(FLAT)) {
            return flat(path.substring(FLAT.length()).split("/", -1));
        }
        return path.startsWith(REGISTRATION)
                ? registration(path.substring(REGISTRATION.length()).split("/", -1))
                : new Nowhere();
    }

    private static NugetPath flat(String[] parts) {
        if (parts.length == 2 && parts[1].equals("index.json")) {
            return named(parts[0], Versions::new);
        }
        if (parts.length != 3) {
            return new Nowhere();
        }
        if (parts[2].equals(parts[0] + "." + parts[1] + ".nupkg")) {
            return released(parts[0], parts[1], Stored::new);
        }
        return parts[2].equals(parts[0] + ".nuspec")
                ? released(parts[0], parts[1], Manifest::new)
                : new Nowhere();
    }

    private static NugetPath registration(String[] parts) {
        if (parts.length != 2) {
            return new Nowhere();
        }
        if (parts[1].equals("index.json")) {
            return named(parts[0], Registration::new);
        }
        return parts[1].endsWith(".json")
                ? released(
                        parts[0],
                        parts[1].substring(0, parts[1].length() - ".json".length()),
                        Leaf::new)
                : new Nowhere();
    }

    private static NugetPath named(String id, Function<Purl, NugetPath> made) {
        return NugetName.isName(id)
                ? made.apply(new Purl(NugetName.TYPE, null, NugetName.normal(id), null))
                : new Nowhere();
    }

    private static NugetPath released(String id, String version, Function<Purl, NugetPath> made) {
        var read = NugetVersion.of(version);
        return NugetName.isName(id) && read.isPresent()
                ? made.apply(NugetName.purl(id, read.get()))
                : new Nowhere();
    }
}
