package dev.assay.registry.gate;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.samples.SampleGitHost;
import dev.assay.scanners.artifact.git.GitHosts;
import dev.assay.scanners.artifact.git.GitLimits;
import dev.assay.scanners.artifact.git.GitRemote;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.artifact.pypi.PypiTarget;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.git.GitUpstream;
import dev.assay.scanners.ecosystem.npm.NpmUpstream;
import dev.assay.scanners.ecosystem.pypi.PypiUpstream;
import dev.assay.scanners.publisher.NpmPublishing;
import dev.assay.scanners.signature.AllowedSigners;
import dev.assay.scanners.signature.GitSigners;
import dev.assay.scanners.signature.SignatureCheck;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Releases of a git host in a {@link GateRig}, fetched and kept as vetting does it. */
public final class GitShelf implements AutoCloseable {

    public static final String HOST = "git.example.com";

    public final SampleGitHost upstream = SampleGitHost.start();
    private final GateRig rig;

    GitShelf(GateRig rig) {
        this.rig = rig;
    }

    Upstream open() {
        var npm =
                new NpmRegistry(
                        NpmConfiguration.of(rig.upstream.url()), NpmRegistrySettings.DEFAULT);
        var publishing = new NpmPublishing(npm, new SignatureCheck(null, null), Clock.systemUTC());
        return new GitUpstream(
                new GitRemote(
                        new GitHosts(Map.of(HOST, upstream.url()), Map.of()), GitLimits.DEFAULT),
                () -> GitSigners.bySsh(AllowedSigners.read(null)),
                List.of(
                        new NpmUpstream(npm, publishing),
                        new PypiUpstream(
                                rig.pypi().open(), PypiTarget.all(null, null), Clock.systemUTC())));
    }

    /** A repository's address for a client. */
    public String url(String repository) {
        return "http://127.0.0.1:" + rig.port() + "/git/" + HOST + "/" + repository;
    }

    public String url(Id closure, String repository) {
        return "http://127.0.0.1:"
                + rig.port()
                + "/git/~/"
                + closure
                + "/"
                + HOST
                + "/"
                + repository;
    }

    /** Approves a tag or a commit for production. */
    public Id approve(String repository, String version) {
        var id = add(repository, version);
        rig.approve(id, Stage.PRODUCTION);
        return id;
    }

    public Id known(ReleaseState state, String reason, String repository, String version) {
        var id = add(repository, version);
        rig.change(id, state, reason);
        return id;
    }

    /** The file that holds a release's approved bytes. */
    public Path blob(Id release) {
        var integrity = rig.closures.packages(release).getFirst().integrity();
        var artifact = rig.vettings.artifact(integrity).orElseThrow();
        return rig.blobs.file(artifact.sha256()).orElseThrow();
    }

    private Id add(String repository, String version) {
        try (var git = open()) {
            return Vetted.release(rig, git, GitPlace.of(HOST, repository).purl(version));
        }
    }

    @Override
    public void close() {
        upstream.close();
    }
}
