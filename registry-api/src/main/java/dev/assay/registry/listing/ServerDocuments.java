package dev.assay.registry.listing;

import dev.assay.inventory.listing.ListedVersion;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.registry.gate.BundleCommand;
import dev.assay.registry.gate.ImageCommand;
import dev.assay.registry.gate.NugetCommand;
import dev.assay.registry.listing.ServerDocument.Approval;
import dev.assay.registry.listing.ServerDocument.Argument;
import dev.assay.registry.listing.ServerDocument.Beside;
import dev.assay.registry.listing.ServerDocument.Meta;
import dev.assay.registry.listing.ServerDocument.Official;
import dev.assay.registry.listing.ServerDocument.Package;
import dev.assay.registry.listing.ServerDocument.Remote;
import dev.assay.registry.listing.ServerDocument.Server;
import dev.assay.registry.listing.ServerDocument.Transport;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.ecosystem.known.Ecosystems;
import dev.assay.scanners.ecosystem.npm.NpmEcosystem;
import dev.assay.scanners.ecosystem.nuget.NugetEcosystem;
import dev.assay.scanners.ecosystem.pypi.PypiEcosystem;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes listed versions out for one caller.
 *
 * @param gate the gate's address as this caller reaches it, ending in a slash
 * @param main the main listener's, ending in a slash
 */
record ServerDocuments(String gate, String main) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @param beside other packages of the same version that may be had
     */
    ServerDocument of(ListedVersion listed, List<ListedVersion> beside) {
        var entry = JSON.readValue(listed.document(), Entry.class);
        var packages = new ArrayList<Package>();
        var remotes = new ArrayList<Remote>();
        add(entry, packages, remotes);
        var others = new ArrayList<Beside>();
        for (var each : beside) {
            var other = JSON.readValue(each.document(), Entry.class);
            add(other, packages, remotes);
            others.add(
                    new Beside(
                            other.purl(),
                            other.sha256(),
                            other.integrity(),
                            other.snapshotSha256(),
                            each.approvedAt(),
                            each.expiresAt(),
                            page(each)));
        }
        return new ServerDocument(
                new Server(
                        ServerDocument.SCHEMA,
                        listed.server().name(),
                        entry.title(),
                        entry.description(),
                        listed.version(),
                        entry.repository(),
                        entry.websiteUrl(),
                        packages.isEmpty() ? null : packages,
                        remotes.isEmpty() ? null : remotes),
                new Meta(official(listed, entry), approval(listed, entry, others)));
    }

    private void add(Entry entry, List<Package> packages, List<Remote> remotes) {
        RemoteEndpoint.of(Purl.parse(entry.purl()))
                .ifPresentOrElse(
                        each -> remotes.add(remote(each, entry)),
                        () -> packages.add(fetched(entry)));
    }

    /** Everything is fetched from the release's own closure at the gate, and nothing elsewhere. */
    private Package fetched(Entry entry) {
        var registry = gate + entry.gatePath();
        var purl = Purl.parse(entry.purl());
        var named = purl.withVersion(null);
        var version = purl.exactVersion();
        if (named.type().equals(PypiEcosystem.TYPE)) {
            return new Package(
                    "pypi",
                    registry + "simple/",
                    named.packageName(),
                    version,
                    entry.sha256(),
                    "uvx",
                    List.of(Argument.named("--index-url", registry + "simple/")),
                    new Transport("stdio"));
        }
        if (named.type().equals(NugetEcosystem.TYPE)) {
            return new Package(
                    "nuget",
                    NugetCommand.source(registry),
                    named.name(),
                    version,
                    entry.sha256(),
                    "dnx",
                    List.of(
                            Argument.named("--source", NugetCommand.source(registry)),
                            Argument.positional("--yes")),
                    new Transport("stdio"));
        }
        if (named.type().equals(OciName.TYPE)) {
            return new Package(
                    named.type(),
                    gate,
                    ImageCommand.name(purl, gate),
                    version,
                    null,
                    "docker",
                    null,
                    new Transport("stdio"));
        }
        if (BundleAddress.isOne(purl)) {
            // Its address says all, and clients check the digest.
            return new Package(
                    BundleAddress.NAME,
                    null,
                    BundleCommand.address(purl, registry),
                    null,
                    entry.sha256(),
                    null,
                    null,
                    new Transport("stdio"));
        }
        if (!named.type().equals(NpmEcosystem.TYPE)) {
            // The specification has no runtime for it, so clients are told none.
            return new Package(
                    Ecosystems.name(named),
                    registry,
                    GitPlace.isOne(named)
                            ? named.packageName()
                            : named.namespace() == null
                                    ? named.name()
                                    : named.namespace() + ":" + named.name(),
                    version,
                    entry.sha256(),
                    null,
                    null,
                    new Transport("stdio"));
        }
        return new Package(
                "npm",
                registry,
                named.packageName(),
                version,
                entry.sha256(),
                "npx",
                List.of(Argument.positional("-y"), Argument.named("--registry", registry)),
                new Transport("stdio"));
    }

    /** It is what was probed; nothing stands between it and a client but the client's list. */
    private static Remote remote(RemoteEndpoint endpoint, Entry entry) {
        var transport = entry.transport();
        return new Remote(transport == null ? "streamable-http" : transport, endpoint.toString());
    }

    private Official official(ListedVersion listed, Entry entry) {
        var deprecated = entry.deprecated();
        var status = !listed.active() ? "deleted" : deprecated == null ? "active" : "deprecated";
        return new Official(
                status,
                !listed.active() ? gone(listed) : deprecated,
                listed.active() ? listed.approvedAt() : listed.changedAt(),
                listed.approvedAt(),
                listed.changedAt(),
                listed.latest());
    }

    /** The state and nothing that anybody wrote about it: everybody reads this. */
    private String gone(ListedVersion listed) {
        var state =
                listed.state() == ReleaseState.APPROVED
                        ? "not approved any more"
                        : listed.state().words();
        return state + "; see " + page(listed);
    }

    private Approval approval(ListedVersion listed, Entry entry, List<Beside> others) {
        return new Approval(
                entry.purl(),
                entry.sha256(),
                entry.integrity(),
                entry.snapshotSha256(),
                listed.active() ? "approved" : listed.state().words(),
                listed.approvedAt(),
                listed.expiresAt(),
                listed.server().source().name().toLowerCase(Locale.ROOT),
                entry.claimedName(),
                entry.destinations(),
                entry.tools(),
                others.isEmpty() ? null : others,
                page(listed));
    }

    private String page(ListedVersion listed) {
        return main + "r/" + listed.release();
    }
}
