package dev.assay.registry.upload;

import dev.assay.inventory.upload.Upload;
import dev.assay.scanners.artifact.OwnPackages.Answer;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A repository of Maven's layout: files, their SHA-256, and lists of versions. */
final class MavenShelf {

    private static final String SHA256 = ".sha256";
    private static final String LIST = "/maven-metadata.xml";

    private MavenShelf() {}

    static Answer file(UploadShelf shelf, String path) throws IOException {
        if (path.endsWith(SHA256)) {
            var of = path.substring(0, path.length() - SHA256.length());
            if (of.endsWith(LIST)) {
                return list(shelf, of) instanceof Answer.Document(_, var body)
                        ? text(Sha256.of(body).hex())
                        : new Answer.Nothing();
            }
            return shelf.at("maven", of)
                    .<Answer>map(each -> text(each.sha256().hex()))
                    .orElseGet(Answer.Nothing::new);
        }
        return path.endsWith(LIST) ? list(shelf, path) : shelf.stored(shelf.at("maven", path));
    }

    private static Answer list(UploadShelf shelf, String path) {
        var name = path.substring(0, path.length() - LIST.length());
        var uploads =
                shelf.of("maven", name).stream()
                        .filter(each -> each.place().startsWith(name + "/"))
                        .toList();
        if (uploads.isEmpty()) {
            return new Answer.Nothing();
        }
        return new Answer.Document(
                "application/xml", xml(uploads).getBytes(StandardCharsets.UTF_8));
    }

    /** Names and versions are made of letters that need no escape in XML. */
    private static String xml(List<Upload> uploads) {
        var purl = uploads.getFirst().purl();
        var versions = new StringBuilder();
        uploads.stream()
                .map(each -> each.purl().exactVersion())
                .distinct()
                .forEach(each -> versions.append("<version>").append(each).append("</version>"));
        return "<metadata><groupId>"
                + purl.namespace()
                + "</groupId><artifactId>"
                + purl.name()
                + "</artifactId><versioning><versions>"
                + versions
                + "</versions></versioning></metadata>";
    }

    private static Answer text(String text) {
        return new Answer.Document("text/plain", text.getBytes(StandardCharsets.US_ASCII));
    }
}
