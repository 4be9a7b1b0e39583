package dev.assay.registry.evidence;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditFilter;
import dev.assay.inventory.audit.AuditSearch;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Vote;
import dev.assay.inventory.review.VoteStore;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.attestation.Attestations;
import dev.assay.registry.audit.AuditCheckpoints;
import dev.assay.registry.audit.AuditFormat;
import dev.assay.registry.bom.CycloneDx;
import dev.assay.registry.bom.Packages;
import dev.assay.registry.bom.ReleaseBoms;
import dev.assay.registry.register.Surroundings;
import dev.assay.registry.vetting.ReportReader;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.delta.Delta;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the files of an evidence pack come from. */
record EvidenceSources(
        ServerPackageStore joined,
        ReleaseStore releases,
        ClosureStore closures,
        ReviewStore reviews,
        VoteStore votes,
        WaiverStore waivers,
        AccountStore accounts,
        ReportReader reports,
        AuditSearch search,
        Packages packages,
        ReleaseBoms boms,
        Attestations attestations,
        AuditCheckpoints checkpoints,
        Supplier<Surroundings> surroundings) {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceSources.class);
    private static final JsonMapper JSON = new JsonMapper();

    Surroundings around() {
        return surroundings.get();
    }

    List<Purl> packages(Purl packagePurl) {
        return joined.packagesOf(packagePurl);
    }

    List<Release> releases(Purl packagePurl) {
        return releases.ofPackages(packages(packagePurl));
    }

    void bom(ServerRecord server, OutputStream to) throws IOException {
        try (var bom = new CycloneDx(to, packages)) {
            bom.server(server);
            bom.finish(server);
        }
    }

    /** The signed bill of materials of a release; empty where its documents cannot be read. */
    Optional<byte[]> bom(Release release) {
        try {
            return Optional.of(boms.of(release));
        } catch (RuntimeException e) {
            // The README names the release as one without.
            LOG.warn("the bill of materials of {} cannot be written", release.purl(), e);
            return Optional.empty();
        }
    }

    /** What changed, by the newest review that has a report. */
    Optional<Delta> delta(Release release) {
        try {
            return reviews.reviews(release.id()).stream()
                    .filter(each -> each.snapshotSha256() != null)
                    .findFirst()
                    .flatMap(each -> reports.review(each.id()))
                    .flatMap(each -> Optional.ofNullable(each.delta()));
        } catch (RuntimeException e) {
            // The README names the release as one without a report.
            LOG.warn("the report of {} cannot be read", release.purl(), e);
            return Optional.empty();
        }
    }

    /** One package a line, the release itself first. */
    void closure(Release release, OutputStream to) throws IOException {
        for (var each : closures.packages(release.id())) {
            var line = new LinkedHashMap<String, Object>();
            line.put("path", each.path());
            line.put("purl", each.purl().toString());
            line.put("integrity", each.integrity().value());
            line.put("optional", each.optional());
            to.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * @return how many events there are
     */
    long audit(Pack pack, String path, List<AuditFilter> filters) throws IOException {
        var count = new long[1];
        pack.add(
                path,
                to -> {
                    for (var filter : filters) {
                        count[0] +=
                                search.each(
                                        filter,
                                        (written, named) ->
                                                to.write(
                                                        AuditFormat.written(written)
                                                                .getBytes(StandardCharsets.UTF_8)));
                    }
                });
        return count[0];
    }

    Map<String, Object> decided(Release release) {
        var document = new LinkedHashMap<String, Object>();
        document.put("release", release.purl().toString());
        document.put("id", release.id().value());
        document.put("state", release.state().words());
        document.put("why", release.stateReason());
        document.put("stage", release.stage() == null ? null : release.stage().words());
        document.put("sha256", release.sha256() == null ? null : release.sha256().hex());
        document.put("integrity", release.integrity() == null ? null : release.integrity().value());
        document.put("approvedAt", text(release.approvedAt()));
        document.put("expiresAt", text(release.expiresAt()));
        document.put(
                "snapshot",
                release.snapshotSha256() == null ? null : release.snapshotSha256().hex());
        document.put(
                "decisions", reviews.decisions(release.id()).stream().map(this::decision).toList());
        document.put(
                "votes",
                reviews.reviews(release.id()).stream()
                        .flatMap(each -> votes.votes(each.id()).stream())
                        .map(this::vote)
                        .toList());
        document.put("waivers", waivers.of(release.id()).stream().map(this::waiver).toList());
        return document;
    }

    private Map<String, Object> decision(Decision each) {
        var line = new LinkedHashMap<String, Object>();
        line.put("kind", each.kind().name().toLowerCase(Locale.ROOT));
        line.put("at", text(each.decidedAt()));
        line.put("by", login(each.actorId()));
        line.put("reason", each.reason());
        line.put("stage", each.stage() == null ? null : each.stage().words());
        line.put("until", text(each.expiresAt()));
        line.put("conditions", each.conditions());
        line.put("seen", each.snapshotSha256() == null ? null : each.snapshotSha256().hex());
        return line;
    }

    private Map<String, Object> vote(Vote each) {
        var line = new LinkedHashMap<String, Object>();
        line.put("at", text(each.givenAt()));
        line.put("by", login(each.approverId()));
        line.put("role", each.role().words());
        line.put("stage", each.stage().words());
        line.put("stands", each.stands());
        line.put("reason", each.reason());
        line.put("conditions", each.conditions());
        line.put("seen", each.snapshotSha256().hex());
        return line;
    }

    private Map<String, Object> waiver(Waiver each) {
        var line = new LinkedHashMap<String, Object>();
        line.put("of", each.targetKind().name().toLowerCase(Locale.ROOT));
        line.put("target", each.target());
        line.put("title", each.title());
        line.put("state", each.state().name().toLowerCase(Locale.ROOT));
        line.put("askedBy", login(each.askerId()));
        line.put("askedAt", text(each.askedAt()));
        line.put("reason", each.reason());
        line.put("control", each.control());
        line.put("decidedBy", each.deciderId() == null ? null : login(each.deciderId()));
        line.put("decidedAt", text(each.decidedAt()));
        line.put("until", text(each.expiresAt()));
        return line;
    }

    private String login(Id account) {
        return accounts.find(account).map(Account::login).orElse("unknown");
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
