package dev.assay.registry.upload;

import dev.assay.inventory.upload.Upload;
import dev.assay.scanners.artifact.OwnPackages.Answer;
import dev.assay.scanners.coordinates.NpmVersion;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** A packument of what was handed in: each version with what its own package.json says. */
final class NpmShelf {

    private static final JsonMapper JSON = new JsonMapper();

    private NpmShelf() {}

    static Answer packument(UploadShelf shelf, String name) throws IOException {
        var uploads = shelf.of("npm", name);
        if (uploads.isEmpty()) {
            return new Answer.Nothing();
        }
        var called = uploads.getFirst().purl().packageName();
        if (!called.equals(name)) {
            return new Answer.Nothing();
        }
        var packument = JSON.createObjectNode().put("name", called);
        var latest = latest(uploads);
        packument.putObject("dist-tags").put("latest", latest);
        var time = packument.putObject("time");
        var versions = packument.putObject("versions");
        for (var each : uploads) {
            var manifest = manifest(shelf, each);
            if (manifest != null) {
                time.put(each.purl().exactVersion(), each.at().toString());
                versions.set(each.purl().exactVersion(), manifest);
            }
        }
        return new Answer.Document("application/json", JSON.writeValueAsBytes(packument));
    }

    private static @Nullable ObjectNode manifest(UploadShelf shelf, Upload upload)
            throws IOException {
        var written = shelf.manifest(upload).orElse(null);
        if (written == null) {
            return null;
        }
        ObjectNode manifest;
        try {
            if (!(JSON.readTree(written) instanceof ObjectNode read)) {
                return null;
            }
            manifest = read;
        } catch (JacksonException e) {
            return null;
        }
        var name = upload.purl().packageName();
        // A registry writes these itself; what the package claims of them is nobody's word.
        manifest.properties().removeIf(each -> each.getKey().startsWith("_"));
        manifest.remove(List.of("dist", "deprecated", "maintainers", "hasInstallScript"));
        manifest.put("name", name);
        manifest.put("version", upload.purl().exactVersion());
        var bin = manifest.path("bin");
        if (bin.isString()) {
            manifest.putObject("bin").put(name.substring(name.indexOf('/') + 1), bin.stringValue());
        }
        manifest.putObject("_npmUser").put("name", shelf.login(upload));
        manifest.putObject("dist")
                .put("integrity", upload.integrity().value())
                .put("tarball", UploadShelf.address(upload));
        return manifest;
    }

    private static String latest(List<Upload> uploads) {
        return uploads.stream()
                .map(each -> each.purl().exactVersion())
                .flatMap(each -> NpmVersion.parse(each).stream())
                .max(
                        Comparator.comparing((NpmVersion each) -> !each.isPrerelease())
                                .thenComparing(Comparator.naturalOrder()))
                .map(NpmVersion::toString)
                .orElse(uploads.getLast().purl().exactVersion());
    }
}
