package dev.assay.scanners.ecosystem.known;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Every ecosystem that Assay knows: those that are declared in {@code META-INF/services}, wherever
 * on the class path. It is asked in the worker process too, which has no application around it.
 */
public final class Ecosystems {

    private static final List<Ecosystem> ALL =
            ServiceLoader.load(Ecosystem.class, Ecosystem.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private Ecosystems() {}

    public static List<Ecosystem> all() {
        return ALL;
    }

    /** The ecosystem that a package URL belongs to. */
    public static Optional<Ecosystem> of(Purl purl) {
        return ALL.stream().filter(each -> each.owns(purl)).findFirst();
    }

    /** The ecosystem that is called so. */
    public static Optional<Ecosystem> named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
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
