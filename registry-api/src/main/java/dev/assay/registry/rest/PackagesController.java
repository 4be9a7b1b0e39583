package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.server.ServerPackage;
import dev.assay.inventory.server.ServerStore;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.store.Id;
import dev.assay.registry.server.ServerRows;
import dev.assay.registry.shipped.ServerPackages;
import dev.assay.registry.vetting.PackageComparisons;
import dev.assay.registry.workflow.Deed;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.delta.PackagesCompared;
import dev.assay.scanners.ecosystem.known.Ecosystems;
import dev.assay.scanners.finding.Finding;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one server is shipped as. */
@RestController
final class PackagesController {

    private final ServerPackages packages;
    private final ServerStore servers;
    private final ServerRows rows;
    private final AccountStore accounts;
    private final PackageComparisons comparisons;
    private final Reports reports;

    PackagesController(
            ServerPackages packages,
            ServerStore servers,
            ServerRows rows,
            AccountStore accounts,
            PackageComparisons comparisons,
            Reports reports) {
        this.packages = packages;
        this.servers = servers;
        this.rows = rows;
        this.accounts = accounts;
        this.comparisons = comparisons;
        this.reports = reports;
    }

    /**
     * A package of a server.
     *
     * @param basis {@code listed} for the one that the server is listed by, else how it is known to
     *     be the same server
     * @param by the login of who said so; null where nobody did
     */
    record PackageDocument(
            String purl,
            String ecosystem,
            String basis,
            @Nullable String reason,
            @Nullable String by,
            @Nullable Instant at) {}

    /** A package that may be the same server, for a person to say. */
    record ProposalDocument(String purl, String ecosystem, String reason) {}

    record PackagesDocument(
            Id server, List<PackageDocument> packages, List<ProposalDocument> proposals) {}

    /**
     * @param purl the package that is the same server
     */
    record JoinDocument(@Nullable String purl, @Nullable String reason) {}

    /**
     * Another package of a release's version.
     *
     * @param compared whether both were laid beside each other; nothing below says anything where
     *     they were not yet
     * @param files how many code files the first of both has
     * @param sameFiles how many of them the second has, byte for byte
     * @param altered those that the second has at the same place with other contents
     */
    record BesideDocument(
            Id release,
            String purl,
            boolean compared,
            int files,
            int sameFiles,
            int functions,
            int sameFunctions,
            List<String> altered,
            List<Finding> findings) {

        static BesideDocument of(PackageComparisons.Beside each) {
            var compared = each.compared();
            var files =
                    compared == null
                            ? new PackagesCompared.Files(0, 0, 0, 0, List.of())
                            : compared.files();
            return new BesideDocument(
                    each.other().id(),
                    each.other().purl().toString(),
                    compared != null,
                    files.ofOne(),
                    files.same(),
                    files.functions(),
                    files.sameFunctions(),
                    files.altered(),
                    each.findings());
        }
    }

    /** The other packages of a release's version, and where they differ. */
    @GetMapping("/api/v1/releases/{id}/packages")
    List<BesideDocument> beside(@PathVariable String id) {
        return comparisons.known(reports.release(id)).stream().map(BesideDocument::of).toList();
    }

    @GetMapping("/api/v1/servers/{id}/packages")
    PackagesDocument packages(@PathVariable String id) {
        return document(server(id));
    }

    /** Says that a package is the same server. */
    @PostMapping("/api/v1/servers/{id}/packages")
    PackagesDocument join(
            Account account, @PathVariable String id, @RequestBody JoinDocument wish) {
        var server = server(id);
        return done(
                packages.join(
                        account,
                        purl(wish.purl()),
                        server,
                        wish.reason() == null ? "" : wish.reason()));
    }

    /** Says that a package is a server of its own after all. */
    @DeleteMapping("/api/v1/servers/{id}/packages")
    PackagesDocument part(
            Account account,
            @PathVariable String id,
            @RequestParam(name = "purl") String named,
            @RequestParam(defaultValue = "") String reason) {
        var server = server(id);
        var purl = purl(named);
        if (!packages.all(server).contains(purl)) {
            throw Problem.notFound(
                    "'" + named + "' is no package of this server.",
                    "GET /api/v1/servers/" + id + "/packages lists them.");
        }
        return done(packages.part(account, purl, reason));
    }

    private PackagesDocument done(Deed<ServerPackage> deed) {
        return switch (deed) {
            case Deed.Done<ServerPackage>(var joined) -> document(joined.serverPurl());
            case Deed.Refused<ServerPackage>(var reason) -> throw Problem.refused(reason);
        };
    }

    private PackagesDocument document(Purl server) {
        var told = new ArrayList<PackageDocument>();
        var first = packages.all(server).getFirst();
        told.add(
                new PackageDocument(
                        first.toString(), Ecosystems.name(first), "listed", null, null, null));
        packages.joined(first).forEach(each -> told.add(document(each)));
        return new PackagesDocument(
                Servers.id(first),
                told,
                packages.proposals(first).stream()
                        .map(
                                each ->
                                        new ProposalDocument(
                                                each.packagePurl().toString(),
                                                Ecosystems.name(each.packagePurl()),
                                                each.reason()))
                        .toList());
    }

    private PackageDocument document(ServerPackage each) {
        var by = each.by();
        return new PackageDocument(
                each.packagePurl().toString(),
                Ecosystems.name(each.packagePurl()),
                each.basis().name().toLowerCase(Locale.ROOT),
                each.reason(),
                by == null ? null : accounts.find(by).map(Account::login).orElse("unknown"),
                each.at());
    }

    private Purl server(String id) {
        rows.beforeSomebodyLooks();
        return Id.parse(id)
                .map(packages::server)
                .flatMap(servers::packageOf)
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "There is no server with the id '" + id + "'.",
                                        "GET /api/v1/servers lists them."));
    }

    private static Purl purl(@Nullable String written) {
        try {
            return Purl.parse(written == null ? "" : written).withVersion(null);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    "'purl' names no package: " + e.getMessage() + ".",
                    "Write it as a package URL, for example pkg:npm/%40scope/name.");
        }
    }
}
