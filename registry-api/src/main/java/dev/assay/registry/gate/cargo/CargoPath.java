package dev.assay.registry.gate.cargo;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.artifact.cargo.CrateVersion;
import dev.assay.scanners.coordinates.CrateName;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.cargo.CargoEcosystem;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/** What a request to the cargo gate asks for, by its path alone. */
sealed interface CargoPath {

    String PREFIX = "/cargo/";

    Pattern CLEAN = Pattern.compile("[A-Za-z0-9._+~/-]*");
    int LONGEST = 400;

    /** What a registry says of itself. */
    record Config() implements CargoPath {}

    /** The index's file of a crate, by its name in lower case. */
    record Index(String crate) implements CargoPath {}

    /** A version's file. */
    record Crate(Purl release) implements CargoPath {}

    record Nowhere() implements CargoPath {}

    /**
     * A path with the closure that it is asked through.
     *
     * @param closure null for the union of all approved closures
     */
    record Asked(@Nullable Id closure, CargoPath path) {

        /** What stands before its paths, behind the gate's address. */
        String base() {
            return closure == null ? "cargo/" : "cargo/~/" + closure + "/";
        }
    }

    static boolean owned(String path) {
        return path.startsWith(PREFIX) || path.equals("/cargo");
    }

    static Asked parse(String path) {
        var rest =
                path.startsWith(PREFIX)
                        ? path.substring(PREFIX.length()).replace("%2B", "+").replace("%2b", "+")
                        : "?";
        if (rest.length() > LONGEST || !CLEAN.matcher(rest).matches()) {
            return new Asked(null, new Nowhere());
        }
        if (!rest.startsWith("~/")) {
            return new Asked(null, inRegistry(rest));
        }
        var slash = rest.indexOf('/', 2);
        var closure = slash < 0 ? null : Id.parse(rest.substring(2, slash)).orElse(null);
        return closure == null
                ? new Asked(null, new Nowhere())
                : new Asked(closure, inRegistry(rest.substring(slash + 1)));
    }

    private static CargoPath inRegistry(String path) {
        if (path.equals("config.json")) {
            return new Config();
        }
        var parts = path.split("/", -1);
        if (parts.length == 4 && parts[0].equals("dl") && parts[3].equals("download")) {
            return CrateName.isName(parts[1]) && CrateVersion.of(parts[2]).isPresent()
                    ? new Crate(new Purl(CargoEcosystem.TYPE, null, parts[1], parts[2]))
                    : new Nowhere();
        }
        var name = parts[parts.length - 1];
        return CrateName.isName(name) && CrateName.indexPath(name).equals(path)
                ? new Index(name)
                : new Nowhere();
    }
}
