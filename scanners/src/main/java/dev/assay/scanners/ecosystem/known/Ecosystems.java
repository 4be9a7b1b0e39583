package dev.assay.scanners.ecosystem.known;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.maven.MavenEcosystem;
import dev.assay.scanners.ecosystem.npm.NpmEcosystem;
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
                    new RemoteEcosystem());

    private Ecosystems() {}

    public static List<Ecosystem> all() {
        return ALL;
    }

    /**
     * The ecosystem of a type of package URLs.
     *
     * @param type in lower case
     */
    public static Optional<Ecosystem> of(String type) {
        return ALL.stream().filter(each -> each.type().equals(type)).findFirst();
    }

    /** What to tell people who name a package of another ecosystem. */
    public static String notFetched(Purl purl) {
        var known = ALL.stream().filter(Ecosystem::isVersioned).map(Ecosystem::type).toList();
        return "Assay does not fetch pkg:"
                + purl.type()
                + " yet; it fetches "
                + String.join(", ", known.subList(0, known.size() - 1))
                + " and "
                + known.getLast()
                + ", and asks remote servers by their address";
    }
}
