package dev.assay.registry.upload;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.upload.Upload;
import dev.assay.inventory.upload.UploadStore;
import dev.assay.scanners.artifact.OwnPackages;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What was handed in, offered as each ecosystem's upstream offers packages. */
final class UploadShelf implements OwnPackages {

    /** Below this a file stands under its id, in whatever ecosystem. */
    static final String FILES = "-/files/";

    private final UploadStore uploads;
    private final BlobStore blobs;
    private final AccountStore accounts;
    private final Namespaces namespaces;

    UploadShelf(
            UploadStore uploads, BlobStore blobs, AccountStore accounts, Namespaces namespaces) {
        this.uploads = uploads;
        this.blobs = blobs;
        this.accounts = accounts;
        this.namespaces = namespaces;
    }

    @Override
    public boolean has(String ecosystem, String name) {
        var plain = Namespaces.plain(name);
        return namespaces.hold(ecosystem, plain) || uploads.has(ecosystem, plain);
    }

    @Override
    public boolean hasAny(String ecosystem) {
        return !namespaces.of(ecosystem).isEmpty() || uploads.hasAny(ecosystem);
    }

    @Override
    public List<String> namespaces(String ecosystem) {
        return namespaces.of(ecosystem);
    }

    @Override
    public Answer answer(URI address) throws IOException {
        var parts = address.getRawPath().split("/", 3);
        if (parts.length < 3 || parts[2].isEmpty()) {
            return new Answer.Nothing();
        }
        var ecosystem = parts[1];
        var path = parts[2];
        if (path.startsWith(FILES)) {
            return byId(path.substring(FILES.length()));
        }
        return switch (ecosystem) {
            case "npm" -> NpmShelf.packument(this, decoded(path));
            case "pypi" -> PypiShelf.page(this, decoded(path));
            case "maven" -> MavenShelf.file(this, decoded(path));
            case "cargo" -> CrateShelf.answer(this, decoded(path));
            case "nuget" -> NugetShelf.answer(this, decoded(path));
            case "mcpb" -> stored(uploads.at("mcpb", decoded(path)));
            default -> new Answer.Nothing();
        };
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** An id, a slash and the file's name, which perhaps ends in what is asked for beside it. */
    private Answer byId(String path) throws IOException {
        var slash = path.indexOf('/');
        var upload = Id.parse(slash < 0 ? path : path.substring(0, slash)).flatMap(uploads::find);
        if (upload.isPresent() && path.endsWith(".metadata")) {
            var manifest = manifest(upload.get());
            return manifest.isEmpty()
                    ? new Answer.Nothing()
                    : new Answer.Document("text/plain", manifest.get());
        }
        return stored(upload);
    }

    Answer stored(Optional<Upload> upload) throws IOException {
        var file = upload.isEmpty() ? null : blobs.file(upload.get().sha256()).orElse(null);
        return file == null ? new Answer.Nothing() : new Answer.Stored(file);
    }

    Optional<Upload> byId(Id id) {
        return uploads.find(id);
    }

    Optional<byte[]> bytes(Upload upload) throws IOException {
        return blobs.read(upload.sha256());
    }

    List<Upload> of(String ecosystem, String name) {
        return uploads.of(ecosystem, Namespaces.plain(name));
    }

    Optional<Upload> at(String ecosystem, String place) {
        return uploads.at(ecosystem, place);
    }

    /** What a file says of itself. */
    Optional<byte[]> manifest(Upload upload) throws IOException {
        var manifest = upload.manifest();
        return manifest == null ? Optional.empty() : blobs.read(manifest);
    }

    String login(Upload upload) {
        return accounts.find(upload.by()).map(Account::login).orElse("");
    }

    static String address(Upload upload) {
        return OwnPackages.address(upload.ecosystem())
                + FILES
                + upload.id()
                + "/"
                + upload.fileName().replace("+", "%2B");
    }
}
