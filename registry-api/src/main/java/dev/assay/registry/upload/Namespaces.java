package dev.assay.registry.upload;

import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.CrateName;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names that are set apart for what is handed in, read as those of private upstreams are. */
final class Namespaces {

    private final Map<String, OtherUpstream> byEcosystem;

    Namespaces(UploadSettings settings) {
        this.byEcosystem =
                Map.of(
                        "npm",
                        bound("npm", settings.npm().namespaces()),
                        "maven",
                        bound(
                                "maven",
                                settings.maven().namespaces().stream()
                                        .map(
                                                each ->
                                                        each.replaceFirst("\\.\\*$", "")
                                                                .replace('.', '/')
                                                                .replace(':', '/'))
                                        .toList()),
                        "pypi",
                        bound(
                                "pypi",
                                settings.pypi().namespaces().stream()
                                        .map(each -> each.replaceAll("[-_.]+", "-"))
                                        .toList()),
                        "cargo",
                        bound(
                                "cargo",
                                settings.cargo().namespaces().stream()
                                        .map(CrateName::normal)
                                        .toList()),
                        "nuget",
                        bound("nuget", settings.nuget().namespaces()));
    }

    private static OtherUpstream bound(String ecosystem, List<String> names) {
        return new OtherUpstream(OwnPackages.address(ecosystem), names, null);
    }

    /**
     * A bundle has no name but the address that it gets here, so all of them are bound. Of what
     * cannot be handed in none is.
     */
    boolean hold(String ecosystem, String name) {
        var bound = byEcosystem.get(ecosystem);
        return bound == null
                ? ecosystem.equals(BundleAddress.NAME)
                : bound.isPrivate() && bound.covers(name);
    }

    boolean isEmpty(String ecosystem) {
        var bound = byEcosystem.get(ecosystem);
        return bound != null && !bound.isPrivate();
    }

    /** The ecosystems whose names can be bound, in the order of their names. */
    List<String> ecosystems() {
        return byEcosystem.keySet().stream().sorted().toList();
    }

    /** As they are written, for people. */
    List<String> of(String ecosystem) {
        var bound = byEcosystem.get(ecosystem);
        return bound == null ? List.of() : bound.namespaces();
    }

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
