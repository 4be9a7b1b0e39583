package dev.assay.registry.gate.pypi;

import dev.assay.registry.gate.EcosystemPassage;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.Outside;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.Scope;
import dev.assay.scanners.artifact.pypi.IndexFile;
import dev.assay.scanners.artifact.pypi.IndexPage;
import dev.assay.scanners.artifact.pypi.PageOutcome;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.coordinates.Purl;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/** Python packages that are nobody's here, where {@code gate.pypi.outside} lets them pass. */
final class PypiOutside {

    private final EcosystemPassage passage;
    private final PypiIndex index;
    private final PypiDialect dialect;

    PypiOutside(Outside outside, PypiIndex index, Passage passage, PypiDialect dialect) {
        this.passage = passage.of("pypi", outside, purl -> index.isPrivate(purl.name()));
        this.index = index;
        this.dialect = dialect;
    }

    /**
     * The page of a package as upstream has it; empty where it is not let pass, or is not there.
     *
     * @param base the address of this index, with a slash at the end
     */
    Optional<GateAnswer> page(GateRequest request, Scope scope, String base, String project)
            throws InterruptedException {
        if (!passage.isOpen(scope, new Purl("pypi", null, project, null))) {
            return Optional.empty();
        }
        return switch (index.page(project, null)) {
            case PageOutcome.Found(var page) -> Optional.of(listed(request, base, page));
            case PageOutcome.NotFound n -> Optional.empty();
            case PageOutcome.NotModified n -> Optional.empty();
            case PageOutcome.Unavailable(var reason, var after) -> EcosystemPassage.away(reason);
            case PageOutcome.Malformed(var reason) -> EcosystemPassage.away(reason);
            case PageOutcome.NotConfigured(var reason) -> EcosystemPassage.away(reason);
        };
    }

    private GateAnswer listed(GateRequest request, String base, IndexPage page) {
        var files =
                page.files().stream()
                        .filter(each -> each.promised() != null)
                        .map(each -> listed(base, each))
                        .toList();
        var versions = new LinkedHashSet<String>();
        files.forEach(file -> versions.add(file.version()));
        return PageWriter.page(
                request,
                page.project(),
                dialect.newestFirst(versions).reversed(),
                files,
                page.status());
    }

    private static ListedFile listed(String base, IndexFile file) {
        var sha256 = file.hashes().getOrDefault("sha256", "");
        var version = file.version().toString();
        return new ListedFile(
                file.name().fileName(),
                version,
                base
                        + "files/"
                        + file.project()
                        + "/"
                        + PypiPath.encoded(version)
                        + "/"
                        + sha256
                        + "/"
                        + PypiPath.encoded(file.name().fileName()),
                Map.of("sha256", sha256),
                file.requiresPython(),
                null,
                file.size(),
                file.uploaded(),
                file.yanked());
    }

    /** A file as upstream has it; empty where it is not let pass, or is not there. */
    Optional<GateAnswer> file(GateRequest request, Scope scope, PypiPath.Stored stored)
            throws InterruptedException, IOException {
        var sha256 = stored.sha256();
        if (sha256 == null || stored.metadata() || !passage.isOpen(scope, stored.release())) {
            return Optional.empty();
        }
        if (!(index.page(stored.release().name(), null) instanceof PageOutcome.Found(var page))) {
            return EcosystemPassage.away("its page is not to be had");
        }
        var wanted =
                page.files().stream()
                        .filter(each -> each.name().fileName().equals(stored.fileName()))
                        .filter(each -> sha256.equals(each.hashes().get("sha256")))
                        .findFirst();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        return passage.file(
                request,
                stored.release() + " " + stored.fileName(),
                file -> index.file(wanted.get(), file));
    }
}
