package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.Purl;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Lays closures out in a chamber, each as the client of its ecosystem does. */
public final class Layout {

    private Layout() {}

    /**
     * Lays a closure out.
     *
     * @param release the purl of the release
     * @param archives the folder that the archives are in
     * @param code where to; it is {@link InCell#CODE} in the cell
     */
    public static Laid lay(String release, List<Placed> packages, Path archives, Path code)
            throws IOException, InterruptedException {
        var purl = Purl.parse(release);
        if (BundleAddress.isOne(purl)) {
            return BundleEntry.lay(packages, archives, code);
        }
        return switch (purl.type()) {
            case "npm" -> NodeEntry.lay(packages, archives, code);
            case "pypi" -> PythonEntry.lay(purl, packages, archives, code);
            case "maven" -> JavaEntry.lay(packages, archives, code);
            default -> new Laid.Unfit("cannot be run: there is no runner for " + purl.type());
        };
    }
}
