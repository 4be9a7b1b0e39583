package dev.assay.registry.gate;

import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.Purl;

import java.util.List;

/** Where an approved MCP bundle is, and the command that fetches it: no client starts one by it. */
public final class BundleCommand {

    private BundleCommand() {}

    /**
     * The address of the file.
     *
     * @param closure the address of its closure at the gate, with a slash at the end
     */
    public static String address(Purl release, String closure) {
        var bundle = BundleAddress.of(release).orElseThrow();
        var name = bundle.fileName().replaceAll("[^A-Za-z0-9._+-]", "-");
        return closure
                + bundle.sha256()
                + "/"
                + (name.matches("[A-Za-z0-9].*") ? name : "b" + name);
    }

    /** The command and its arguments. */
    public static List<String> of(Purl release, String closure) {
        return List.of("curl", "-fO", address(release, closure));
    }
}
