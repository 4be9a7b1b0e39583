package dev.assay.registry.upload;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.upload.Upload;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.OwnPackages.Answer;
import dev.assay.scanners.artifact.nuget.Nuspec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A NuGet source of what was handed in, as far as Assay asks one: a service index, lists of
 * versions, registrations, the hashes of a catalog, and packages.
 */
final class NugetShelf {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SOURCE = OwnPackages.address("nuget").toString();
    private static final String INDEX = "index.json";
    private static final String PACKAGES = "packages/";
    private static final String SAID = "said/";
    private static final String CATALOG = "catalog/";

    private NugetShelf() {}

    static Answer answer(UploadShelf shelf, String path) throws IOException {
        if (path.equals(INDEX)) {
            return document(service());
        }
        var parts = path.split("/");
        if (path.startsWith(CATALOG) && parts.length == 2) {
            return Id.parse(parts[1])
                    .flatMap(shelf::byId)
                    .map(each -> document(hash(each)))
                    .orElseGet(Answer.Nothing::new);
        }
        if (path.startsWith(PACKAGES) && parts.length == 4) {
            return shelf.stored(shelf.at("nuget", parts[1] + "/" + parts[2]));
        }
        if (parts.length != 3 || !parts[2].equals(INDEX)) {
            return new Answer.Nothing();
        }
        var uploads = shelf.of("nuget", parts[1]);
        if (uploads.isEmpty()) {
            return new Answer.Nothing();
        }
        return path.startsWith(PACKAGES)
                ? document(versions(uploads))
                : path.startsWith(SAID)
                        ? document(registration(shelf, uploads))
                        : new Answer.Nothing();
    }

    private static JsonNode service() {
        var index = JSON.createObjectNode().put("version", "3.0.0");
        var resources = index.putArray("resources");
        resources
                .addObject()
                .put("@id", SOURCE + PACKAGES)
                .put("@type", "PackageBaseAddress/3.0.0");
        resources.addObject().put("@id", SOURCE + SAID).put("@type", "RegistrationsBaseUrl/3.6.0");
        return index;
    }

    private static JsonNode versions(List<Upload> uploads) {
        var list = JSON.createObjectNode();
        var versions = list.putArray("versions");
        uploads.forEach(each -> versions.add(each.purl().exactVersion()));
        return list;
    }

    private static JsonNode registration(UploadShelf shelf, List<Upload> uploads)
            throws IOException {
        var registration = JSON.createObjectNode();
        var leaves = registration.putArray("items").addObject().putArray("items");
        for (var each : uploads) {
            leaves.addObject()
                    .putObject("catalogEntry")
                    .put("@id", SOURCE + CATALOG + each.id())
                    .put("id", written(shelf, each))
                    .put("version", each.purl().exactVersion())
                    .put("listed", true)
                    .put("published", each.at().toString());
        }
        return registration;
    }

    /** As whoever made it writes it, which its clients are told. */
    private static String written(UploadShelf shelf, Upload upload) throws IOException {
        Optional<byte[]> manifest = shelf.manifest(upload);
        try {
            return manifest.isPresent() ? Nuspec.read(manifest.get()).id() : upload.purl().name();
        } catch (IOException e) {
            return upload.purl().name();
        }
    }

    private static JsonNode hash(Upload upload) {
        return JSON.createObjectNode()
                .put("packageHashAlgorithm", "SHA512")
                .put("packageHash", upload.integrity().value().replaceFirst("^sha512-", ""));
    }

    private static Answer document(JsonNode node) {
        return new Answer.Document("application/json", JSON.writeValueAsBytes(node));
    }
}
