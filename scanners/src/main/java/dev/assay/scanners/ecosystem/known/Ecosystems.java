package dev.assay.scanners.ecosystem.known;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.cargo.CargoEcosystem;
import dev.assay.scanners.ecosystem.git.GitEcosystem;
import dev.assay.scanners.ecosystem.maven.MavenEcosystem;
import dev.assay.scanners.ecosystem.mcpb.McpbEcosystem;
import dev.assay.scanners.ecosystem.npm.NpmEcosystem;
import dev.assay.scanners.ecosystem.nuget.NugetEcosystem;
import dev.assay.scanners.ecosystem.oci.OciEcosystem;
import dev.assay.scanners.ecosystem.pypi.PypiEcosystem;
import dev.assay.scanners.ecosystem.remote.RemoteEcosystem;

import java.util.List;
import java.util.Optional;

/** Every ecosystem that Assay knows. Whoever adds one adds it here. */
public final class Ecosystems {

    private static final List<Ecosystem> ALL =
            List.of(
                    new NpmEcosystem(),
                    new MavenEcosystem(),
                    new PypiEcosystem(),
                    new NugetEcosystem(),
                    new McpbEcosystem(),
                    new OciEcosystem(),
                    new GitEcosystem(),
                    new CargoEcosystem(),
                    new RemoteEcosystem());

    private Ecosystems() {}

    public static List<Ecosystem> all() {
        return ALL;
    }

    /** The ecosystem that a package URL belongs to. */
    public static Optional<Ecosystem> of(Purl purl) {
        return ALL.stream().filter(each -> each.owns(purl)).findFirst();
    }

    /** The ecosystem whose packages are files of this name. */
    public static Optional<Ecosystem> ofFile(String fileName) {
        return ALL.stream().filter(each -> each.isPackage(fileName)).findFirst();
    }

    /** What the ecosystem of a package URL is called; of an unknown one its type. */
    public static String name(Purl purl) {
        return of(purl).map(Ecosystem::name).orElseGet(purl::type);
    }

    /** What to tell people who name a package of another ecosystem. */
    public static String notFetched(Purl purl) {
        var names = ALL.stream().filter(Ecosystem::isVersioned).map(Ecosystem::name).toList();
        var last = names.size() - 1;
        var known = String.join(", ", names.subList(0, last)) + " and " + names.get(last);
        return "Assay does not fetch pkg:"
                + purl.type()
                + " yet; it fetches "
                + known
                + ", and asks remote servers by their address";
    }
}
