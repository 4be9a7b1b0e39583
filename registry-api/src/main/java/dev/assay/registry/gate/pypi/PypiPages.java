package dev.assay.registry.gate.pypi;

import dev.assay.registry.gate.Block;
import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.Decision;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.KnownRelease;
import dev.assay.registry.gate.Refusals;
import dev.assay.registry.gate.Refusals.Alternative;
import dev.assay.registry.gate.Refusals.Link;
import dev.assay.registry.gate.Scope;
import dev.assay.registry.gate.UpstreamMemory;
import dev.assay.registry.gate.UpstreamMemory.Known;
import dev.assay.scanners.artifact.pypi.IndexFile;
import dev.assay.scanners.artifact.pypi.IndexPage;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The page of a package: its approved files, and what upstream has besides, marked as yanked so
 * that installers pass it over, with an address that tells why. A page is never refused: installers
 * then say that there is no such package, or ask for a password.
 */
final class PypiPages {

    private record Mark(String yanked, String decision) {}

    private final Checkpoint checkpoint;
    private final Refusals refusals;
    private final UpstreamMemory<IndexPage> upstream;
    private final PypiDialect dialect;

    PypiPages(
            Checkpoint checkpoint,
            Refusals refusals,
            UpstreamMemory<IndexPage> upstream,
            PypiDialect dialect) {
        this.checkpoint = checkpoint;
        this.refusals = refusals;
        this.upstream = upstream;
        this.dialect = dialect;
    }

    /**
     * What all entries of one page share.
     *
     * @param base the address of this index, with a slash at the end
     * @param alternatives what to use instead
     * @param fallback where a refusal points that has no place of its own
     */
    private record Look(
            Scope scope,
            GateRequest request,
            String base,
            Purl packagePurl,
            List<Alternative> alternatives,
            Link fallback) {}

    GateAnswer page(GateRequest request, Scope scope, PypiShelf shelf, String project)
            throws InterruptedException {
        var known = upstream.ask(project, UpstreamPages.PATIENCE);
        var placed = shelf.files(project, scope);
        var look = look(request, scope, new Purl("pypi", null, project, null), placed, known);
        var files = new ArrayList<ListedFile>();
        placed.forEach(each -> files.add(approved(look, each)));
        files.addAll(
                known instanceof Known.Listed<IndexPage>(var page)
                        ? besides(look, placed, page)
                        : knownHere(look, placed));
        if (files.isEmpty()) {
            return nothing(project, known);
        }
        var versions = new LinkedHashSet<String>();
        files.forEach(file -> versions.add(file.version()));
        return PageWriter.page(
                request,
                project,
                dialect.newestFirst(versions).reversed(),
                files,
                known instanceof Known.Listed<IndexPage>(var page) ? status(page) : null);
    }

    private Look look(
            GateRequest request,
            Scope scope,
            Purl packagePurl,
            List<PypiShelf.Placed> placed,
            Known<IndexPage> known)
            throws InterruptedException {
        var gate = checkpoint.address(request) + "pypi/";
        return new Look(
                scope,
                request,
                scope.closure() == null ? gate : gate + "~/" + scope.closure() + "/",
                packagePurl,
                checkpoint.alternatives(request, scope, packagePurl, dialect),
                // Installers ask for no file of what has none but yanked ones, so it is noted here.
                placed.isEmpty() && known instanceof Known.Listed<IndexPage>
                        ? checkpoint.link(request, scope.block(packagePurl))
                        : new Link.None());
    }

    private static GateAnswer nothing(String project, Known<IndexPage> known) {
        return known instanceof Known.Away<IndexPage>(var reason)
                ? Faults.upstreamAway(
                        "nothing of "
                                + project
                                + " is approved, and the upstream index does not answer: "
                                + reason)
                : Faults.plain(
                        404,
                        "No such package upstream",
                        "nothing of "
                                + project
                                + " is approved, and the upstream index has no such package");
    }

    /** What is in quarantine upstream is approved here all the same, until somebody revokes it. */
    private static @Nullable String status(IndexPage page) {
        var status = String.valueOf(page.status());
        return status.equals("archived") || status.equals("deprecated") ? status : null;
    }

    private ListedFile approved(Look look, PypiShelf.Placed placed) {
        var manifest = placed.manifest();
        var digest = String.valueOf(placed.file().sha256());
        var held = placed.file().held();
        var isAltered =
                held != null
                        && look.scope().alterations().of(held.purl(), held.integrity()).isPresent();
        return new ListedFile(
                manifest.fileName(),
                manifest.version(),
                look.base()
                        + "files/"
                        + manifest.name()
                        + "/"
                        + PypiPath.encoded(manifest.version())
                        + "/"
                        + digest
                        + "/"
                        + PypiPath.encoded(manifest.fileName()),
                Map.of("sha256", digest),
                manifest.requiresPython(),
                manifest.metadata() == null ? null : manifest.metadata().sha256().hex(),
                held == null ? null : Long.valueOf(held.sizeBytes()),
                manifest.uploaded(),
                isAltered ? mark(look, manifest.version()).yanked() : null);
    }

    /** What upstream lists besides what is approved. */
    private List<ListedFile> besides(Look look, List<PypiShelf.Placed> placed, IndexPage page) {
        var approved = new HashSet<String>();
        placed.forEach(each -> approved.add(each.manifest().fileName()));
        var marks = new HashMap<String, Mark>();
        return page.files().stream()
                .filter(file -> !approved.contains(file.name().fileName()))
                .map(
                        file -> {
                            var version = file.version().toString();
                            return blocked(
                                    look,
                                    version,
                                    file.name().fileName(),
                                    file,
                                    marks.computeIfAbsent(version, each -> mark(look, each)));
                        })
                .toList();
    }

    /** While upstream is away, one file in place of each version that is known here. */
    private List<ListedFile> knownHere(Look look, List<PypiShelf.Placed> placed) {
        var snapshot = look.scope().snapshot();
        return Stream.concat(
                        snapshot.releasesOf(look.packagePurl()).stream().map(KnownRelease::purl),
                        snapshot.holds(look.packagePurl()).stream().map(hold -> hold.held().purl()))
                .map(Purl::exactVersion)
                .distinct()
                .filter(
                        version ->
                                placed.stream()
                                        .noneMatch(
                                                each -> each.manifest().version().equals(version)))
                .map(
                        version ->
                                blocked(
                                        look,
                                        version,
                                        look.packagePurl().name().replace('-', '_')
                                                + "-"
                                                + version
                                                + ".tar.gz",
                                        null,
                                        mark(look, version)))
                .toList();
    }

    private static ListedFile blocked(
            Look look, String version, String fileName, @Nullable IndexFile file, Mark mark) {
        return new ListedFile(
                fileName,
                version,
                look.base()
                        + "blocked/"
                        + mark.decision()
                        + "/"
                        + look.packagePurl().name()
                        + "/"
                        + PypiPath.encoded(version)
                        + "/"
                        + PypiPath.encoded(fileName),
                file == null || file.promised() == null
                        ? Map.of()
                        : Map.of("sha256", file.hashes().getOrDefault("sha256", "")),
                file == null ? null : file.requiresPython(),
                null,
                file == null ? null : file.size(),
                file == null ? null : file.uploaded(),
                mark.yanked());
    }

    private Mark mark(Look look, String version) {
        var block = block(look.scope(), look.packagePurl().withVersion(version));
        var link = Refusals.link(block).orElse(look.fallback());
        return new Mark(
                refusals.mark(look.request(), block, look.alternatives(), link),
                link instanceof Link.Page(var id) ? id.value() : PypiPath.UNDECIDED);
    }

    /** Why a file that is not among the approved ones is refused. */
    static Block block(Scope scope, Purl version) {
        return scope.decide(version) instanceof Decision.Allowed allowed
                ? Block.otherFile(version, allowed.release())
                : scope.block(version);
    }
}
