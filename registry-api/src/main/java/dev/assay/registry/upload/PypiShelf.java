package dev.assay.registry.upload;

import dev.assay.scanners.artifact.OwnPackages.Answer;
import dev.assay.scanners.artifact.pypi.CoreMetadata;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;

/** A page of the simple API (PEP 691 and 700) of what was handed in. */
final class PypiShelf {

    private static final String TYPE = "application/vnd.pypi.simple.v1+json";
    private static final JsonMapper JSON = new JsonMapper();

    private PypiShelf() {}

    static Answer page(UploadShelf shelf, String path) throws IOException {
        var name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        var uploads = shelf.of("pypi", name);
        if (uploads.isEmpty()) {
            return new Answer.Nothing();
        }
        var page = JSON.createObjectNode().put("name", name);
        page.putObject("meta").put("api-version", "1.1");
        var versions = page.putArray("versions");
        uploads.stream().map(each -> each.purl().exactVersion()).distinct().forEach(versions::add);
        var files = page.putArray("files");
        for (var each : uploads) {
            var file =
                    files.addObject()
                            .put("filename", each.fileName())
                            .put("url", UploadShelf.address(each))
                            .put("size", each.size())
                            .put("upload-time", each.at().toString());
            file.putObject("hashes").put("sha256", each.sha256().hex());
            var manifest = shelf.manifest(each).orElse(null);
            if (manifest != null) {
                var python = CoreMetadata.parse(manifest).requiresPython();
                if (python != null) {
                    file.put("requires-python", python);
                }
                var digest = each.manifest();
                if (each.fileName().endsWith(".whl") && digest != null) {
                    file.putObject("core-metadata").put("sha256", digest.hex());
                }
            }
        }
        return new Answer.Document(TYPE, JSON.writeValueAsBytes(page));
    }
}
