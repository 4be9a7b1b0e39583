package dev.assay.registry.upload;

import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.OwnPackages.Answer;
import dev.assay.scanners.artifact.cargo.PackedManifest;
import dev.assay.scanners.coordinates.CrateName;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** A sparse index of what was handed in (Cargo book, "Index Format"), and the crates. */
final class CrateShelf {

    private static final String DOWNLOAD = "/download";

    private CrateShelf() {}

    static Answer answer(UploadShelf shelf, String path) throws IOException {
        if (path.equals("config.json")) {
            // Crates are at NAME/VERSION/download below what this says.
            var dl = OwnPackages.address("cargo").toString().replaceFirst("/$", "");
            return document("application/json", "{\"dl\":\"" + dl + "\"}");
        }
        if (path.endsWith(DOWNLOAD)) {
            var parts = path.substring(0, path.length() - DOWNLOAD.length()).split("/");
            return parts.length == 2
                    ? shelf.stored(shelf.at("cargo", CrateName.normal(parts[0]) + "/" + parts[1]))
                    : new Answer.Nothing();
        }
        return index(shelf, path.substring(path.lastIndexOf('/') + 1));
    }

    private static Answer index(UploadShelf shelf, String name) throws IOException {
        var lines = new ArrayList<String>();
        for (var each : shelf.of("cargo", CrateName.normal(name))) {
            var manifest = shelf.manifest(each);
            if (manifest.isPresent() && each.purl().name().equalsIgnoreCase(name)) {
                PackedManifest.line(manifest.get(), each.sha256()).ifPresent(lines::add);
            }
        }
        return lines.isEmpty()
                ? new Answer.Nothing()
                : document("text/plain", String.join("\n", lines) + "\n");
    }

    private static Answer document(String type, String text) {
        return new Answer.Document(type, text.getBytes(StandardCharsets.UTF_8));
    }
}
