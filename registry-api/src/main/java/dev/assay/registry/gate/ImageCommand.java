package dev.assay.registry.gate;

import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.OciVersion;
import dev.assay.scanners.coordinates.Purl;

import java.util.List;

/** How docker gets an approved image from the gate: by its digest, so exactly what was approved. */
public final class ImageCommand {

    private ImageCommand() {}

    /**
     * How an image is named at the gate.
     *
     * @param gate the gate's address, with a slash at the end
     */
    public static String name(Purl release, String gate) {
        var digest = OciVersion.parse(release.exactVersion()).flatMap(OciVersion::written);
        return gate.replaceFirst("^https?://", "")
                + OciName.of(release).map(ImageCommand::repository).orElseGet(release::packageName)
                + digest.map(each -> "@" + each).orElseGet(() -> ":" + release.exactVersion());
    }

    /** A repository as clients name it behind the gate's address: a port behind an underscore. */
    public static String repository(OciName name) {
        var host = name.host();
        return host == null ? name.path() : host.replace(':', '_') + "/" + name.path();
    }

    /** The program and its arguments by which an MCP client starts it. */
    public static List<String> run(Purl release, String gate) {
        return List.of("docker", "run", "-i", "--rm", name(release, gate));
    }
}
