package dev.assay.registry.gate.oci;

import dev.assay.inventory.fetchlog.Fetch;
import dev.assay.registry.gate.ApprovedFile;
import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.GateRoute;
import dev.assay.registry.gate.ImageCommand;
import dev.assay.registry.gate.Outside;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.PlainText;
import dev.assay.registry.gate.Scope;
import dev.assay.registry.gate.VerifiedBlobs;
import dev.assay.scanners.artifact.oci.ImageParts.Role;
import dev.assay.scanners.artifact.oci.OciConfiguration;
import dev.assay.scanners.artifact.oci.OciPassage;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.ecosystem.Upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A registry of what is approved (OCI distribution specification 1.1, pull and content discovery).
 * A tag answers the approved digest, whatever it names upstream by now; a manifest, a configuration
 * or a layer leaves as a part of an approved image of the same repository, or not at all.
 */
public final class OciGate implements GateRoute, AutoCloseable {

    private static final Map<String, String> API =
            Map.of("Docker-Distribution-Api-Version", "registry/2.0");

    /** Tags by which signatures stand beside an image. */
    private static final Pattern BESIDE = Pattern.compile("sha256-[0-9a-f]{64}(?:\\.[a-z]+)?");

    private final Checkpoint checkpoint;
    private final Upstream upstream;
    private final OciConfiguration configuration;
    private final OciDialect dialect;
    private final OciOutside outside;
    private final OciShelf shelf = new OciShelf();

    /**
     * @param upstream asked only whether there is what is refused; closed together with the gate
     * @param outside what happens to images of no closure
     * @param parts where those come from; closed together with the gate
     */
    public OciGate(
            Checkpoint checkpoint,
            Upstream upstream,
            OciConfiguration configuration,
            Outside outside,
            OciPassage parts,
            Passage passage) {
        this.outside = new OciOutside(outside, parts, passage);
        this.checkpoint = checkpoint;
        this.upstream = upstream;
        this.configuration = configuration;
        this.dialect = new OciDialect(upstream);
    }

    @Override
    public void close() {
        outside.close();
        upstream.close();
    }

    @Override
    public String protocol() {
        return "oci";
    }

    @Override
    public boolean owns(String path) {
        return OciPath.owned(path);
    }

    @Override
    public Optional<GateAnswer> atOnce(GateRequest request) {
        if (!request.reads()) {
            return Optional.of(OciAnswers.adapted(Faults.readOnly(request.method())));
        }
        return switch (OciPath.parse(request.path(), request.query())) {
            case OciPath.Ping p ->
                    Optional.of(
                            GateAnswer.of(
                                    200,
                                    unkept(headers("application/json")),
                                    "{}".getBytes(StandardCharsets.US_ASCII)));
            case OciPath.Nowhere n ->
                    Optional.of(
                            OciAnswers.error(
                                    404,
                                    "NAME_INVALID",
                                    "Assay's gate has nothing at "
                                            + PlainText.line(request.path(), 200)
                                            + "; images are named HOST/PATH/NAME here, a port behind"
                                            + " an underscore, and by tags or sha256 digests"));
            case OciPath.Referrers r -> Optional.of(notOffered());
            default -> Optional.empty();
        };
    }

    private static Map<String, String> unkept(Map<String, String> headers) {
        var all = new LinkedHashMap<>(headers);
        all.put("Cache-Control", "no-store");
        return all;
    }

    private static GateAnswer notOffered() {
        return OciAnswers.error(
                404,
                "UNSUPPORTED",
                "Assay's gate does not offer what refers to images, signatures included");
    }

    @Override
    public GateAnswer answer(GateRequest request) throws InterruptedException, IOException {
        var path = OciPath.parse(request.path(), request.query());
        var scope = checkpoint.scope(request, null).orElse(null);
        if (scope == null) {
            return OciAnswers.adapted(Checkpoint.knowsNothing());
        }
        return OciAnswers.adapted(
                switch (path) {
                    case OciPath.Manifest(var name, var reference) ->
                            manifest(request, scope, name, reference);
                    case OciPath.Blob(var name, var digest) -> blob(request, scope, name, digest);
                    case OciPath.TagList(var name) -> tags(request, scope, name);
                    case OciPath.Ping p -> notOffered();
                    case OciPath.Referrers r -> notOffered();
                    case OciPath.Nowhere n -> notOffered();
                });
    }

    /** The name as releases have it: with its registry. */
    private OciName whole(OciName name) {
        return configuration.whole(name).orElse(name);
    }

    private GateAnswer manifest(GateRequest request, Scope scope, OciName name, String reference)
            throws InterruptedException, IOException {
        var repository = whole(name).purl(null);
        checkpoint.lookAgain(scope, repository);
        var passed = outside.manifest(request, scope, whole(name), reference);
        if (passed.isPresent()) {
            return passed.get();
        }
        if (BESIDE.matcher(reference).matches()) {
            return notOffered();
        }
        var found =
                reference.startsWith("sha256:")
                        ? shelf.part(scope, repository, reference, Role::isManifest)
                        : shelf.tagged(scope, repository, reference);
        if (found.isPresent()) {
            return served(request, scope, found.get());
        }
        var platform = shelf.notVetted(scope, repository, reference);
        if (platform.isPresent()) {
            return denied(
                    reference
                            + " of "
                            + repository.packageName()
                            + " is for "
                            + platform.get()
                            + ", which was not vetted; the approved index lists it, and what was"
                            + " vetted of it is served. Ask for a platform that was vetted");
        }
        return checkpoint.refuse(
                request, scope, OciShelf.meant(scope, repository, reference), dialect);
    }

    private GateAnswer blob(GateRequest request, Scope scope, OciName name, String digest)
            throws InterruptedException, IOException {
        var repository = whole(name).purl(null);
        checkpoint.lookAgain(scope, repository);
        var passed = outside.blob(request, scope, whole(name), digest);
        if (passed.isPresent()) {
            return passed.get();
        }
        var found = shelf.part(scope, repository, digest, role -> !role.isManifest());
        if (found.isPresent()) {
            return served(request, scope, found.get());
        }
        if (scope.allowed(repository).isEmpty()) {
            return checkpoint.refuse(request, scope, repository, dialect);
        }
        return denied(
                digest
                        + " is no part of an approved image of "
                        + repository.packageName()
                        + "; pull one by its tag or digest");
    }

    private static GateAnswer denied(String message) {
        return OciAnswers.error(403, "DENIED", message);
    }

    private GateAnswer tags(GateRequest request, Scope scope, OciName name)
            throws InterruptedException, IOException {
        var repository = whole(name).purl(null);
        checkpoint.lookAgain(scope, repository);
        var passed = outside.tags(request, scope, whole(name));
        if (passed.isPresent()) {
            return passed.get();
        }
        return scope.allowed(repository).isEmpty()
                ? checkpoint.refuse(request, scope, repository, dialect)
                : TagPages.answer(
                        ImageCommand.repository(name),
                        shelf.tags(scope, repository),
                        request.query(),
                        API);
    }

    private GateAnswer served(GateRequest request, Scope scope, OciShelf.Found found)
            throws InterruptedException, IOException {
        var held = found.hold().held();
        var file = new ApprovedFile(found.hold().release(), held, held.sha256());
        return checkpoint.serve(
                request, scope, file, dialect, sound -> part(request, scope, file, found, sound));
    }

    private GateAnswer part(
            GateRequest request,
            Scope scope,
            ApprovedFile file,
            OciShelf.Found found,
            VerifiedBlobs.Check.Sound sound) {
        var part = found.part();
        if (found.isRoot()) {
            // Counts the fetch: whoever pulls an image asks for this once.
            var counted = checkpoint.whole(request, file, sound, part.mediaType(), Map.of());
            if (counted.status() != 200) {
                return counted;
            }
        }
        var headers =
                new LinkedHashMap<>(
                        headers(
                                part.role().isManifest()
                                        ? part.mediaType()
                                        : "application/octet-stream"));
        headers.put("Docker-Content-Digest", part.written());
        headers.put("ETag", "\"" + part.written() + "\"");
        headers.put("Cache-Control", "max-age=0, must-revalidate");
        if (found.isRoot()) {
            EndingSoon.warning(found.hold().release(), scope.now())
                    .ifPresent(warning -> headers.put("Warning", warning));
        }
        var answer =
                part.role().isManifest()
                        ? new GateAnswer(
                                200,
                                null,
                                headers,
                                new GateAnswer.Slice(sound.file(), part.offset(), part.size()))
                        : ByteRange.answer(
                                request, headers, sound.file(), part.offset(), part.size());
        return found.isRoot() || answer.status() == 416
                ? answer
                : checkpoint.recorded(request, file, Fetch.Outcome.SERVED_PART).orElse(answer);
    }

    private static Map<String, String> headers(String type) {
        var headers = new LinkedHashMap<>(API);
        headers.put("Content-Type", type);
        return headers;
    }
}
