package dev.assay.registry.record;

import dev.assay.inventory.flaw.FlawScan;
import dev.assay.inventory.proof.ProofCheck;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.run.RecordedRun;
import dev.assay.registry.vetting.Published;
import dev.assay.scanners.flaw.Flaw;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.signature.KeyClaims;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One version, with what is known of its bytes. */
final class ReleasePart {

    private final RecordSources sources;

    ReleasePart(RecordSources sources) {
        this.sources = sources;
    }

    /**
     * Writes one version.
     *
     * @param key what it is called in the record
     * @return the account that published it, by the registry's word
     */
    Optional<String> write(RecordDraft draft, String key, Release release, People people) {
        var into = new Into(draft, key);
        into.put(Field.RELEASE_VERSION, Known.here(null, release.purl().exactVersion()));
        into.put(
                Field.RELEASE_PACKAGE,
                Known.here(null, release.purl().withVersion(null).toString()));
        state(into, release);
        bytes(into, release);
        requests(into, sources.reviews().requests(release.id()), people);
        var root = sources.closures().root(release.id());
        var manifest = ManifestWords.of(root.orElse(null));
        manifest(into, manifest);
        proofs(into, release, manifest.published());
        closure(into, release);
        seen(into, release);
        run(into, release);
        flaws(into, release);
        return Optional.ofNullable(manifest.published().publisher());
    }

    private record Into(RecordDraft draft, String key) {
        void put(Field field, Value value) {
            draft.put(field, key, value);
        }
    }

    private static void state(Into into, Release release) {
        into.put(Field.RELEASE_STATE, Known.here(null, release.state().words()));
        into.put(
                Field.RELEASE_REASON,
                Known.here(
                        null,
                        release.stateReason().isBlank()
                                ? List.of()
                                : List.of(release.stateReason())));
        var stage = release.stage();
        into.put(
                Field.RELEASE_STAGE,
                Known.here(null, stage == null ? List.of() : List.of(stage.words())));
        into.put(Field.RELEASE_APPROVED, moment(release.approvedAt()));
        into.put(Field.RELEASE_EXPIRES, moment(release.expiresAt()));
        into.put(Field.RELEASE_SEEN, moment(release.createdAt()));
    }

    private static void bytes(Into into, Release release) {
        var fetched = release.sha256();
        var integrity = release.integrity();
        into.put(
                Field.RELEASE_DIGEST,
                fetched == null
                        ? Value.unknown("its bytes were not fetched")
                        : Known.found("hash of the bytes that were fetched", fetched.hex()));
        into.put(
                Field.RELEASE_INTEGRITY,
                integrity == null
                        ? Value.unknown("the registry was not asked yet")
                        : fetched == null
                                ? Known.declared("the registry", integrity.value())
                                : Known.found(
                                        "the bytes that were fetched hash to it",
                                        integrity.value()));
    }

    private static void requests(Into into, List<AccessRequest> requests, People people) {
        var standing = requests.stream().filter(each -> each.withdrawnAt() == null).toList();
        into.put(
                Field.RELEASE_REQUESTERS,
                Known.here(
                        null,
                        standing.stream()
                                .map(each -> people.login(each.requesterId()))
                                .distinct()
                                .sorted()
                                .toList()));
        var domains =
                standing.stream()
                        .flatMap(each -> each.domains().stream())
                        .distinct()
                        .sorted()
                        .toList();
        into.put(
                Field.RELEASE_DOMAINS,
                standing.isEmpty()
                        ? Value.unknown("nobody has asked for it")
                        : Value.stated("whoever asked for it", null, domains));
    }

    private static void manifest(Into into, ManifestWords manifest) {
        var registry = "the registry";
        var published = manifest.published();
        into.put(Field.RELEASE_PUBLISHER, Known.declared(registry, published.publisher()));
        into.put(Field.RELEASE_SOURCE, Known.declared("the manifest", published.repository()));
        into.put(Field.RELEASE_LICENCE, Known.declared("the manifest", manifest.licence()));
        into.put(
                Field.RELEASE_DEPRECATED,
                manifest.resolved()
                        ? Value.declared(
                                registry,
                                null,
                                manifest.deprecated().isEmpty()
                                        ? List.of()
                                        : List.of(manifest.deprecated()))
                        : Value.unknown("it is not resolved yet"));
    }

    /** As it was when it was vetted, or what was lost since. */
    private void proofs(Into into, Release release, Published published) {
        var lost =
                sources.proofs()
                        .find(release.id())
                        .filter(each -> !each.findings().isEmpty())
                        .map(ProofCheck::signatures);
        var known =
                lost.or(() -> sources.publishings().of(release.id()).map(Publishing::signatures));
        if (known.isEmpty()) {
            var why = "its signatures were not looked at";
            into.put(Field.RELEASE_SIGNATURES, Value.unknown(why));
            into.put(Field.RELEASE_ATTESTATION, Value.unknown(why));
            into.put(Field.RELEASE_COMMIT, Known.declared("the registry", published.commit()));
            return;
        }
        var signatures = known.get();
        into.put(
                Field.RELEASE_SIGNATURES,
                signatures.own().isEmpty()
                        ? ProofWords.of(signatures.registry(), ReleasePart::key)
                        : ProofWords.of(signatures.own(), ReleasePart::key));
        into.put(
                Field.RELEASE_ATTESTATION,
                ProofWords.of(
                        signatures.provenance(),
                        each -> each.repository() + " at " + each.commit()));
        into.put(
                Field.RELEASE_COMMIT,
                signatures
                        .build()
                        .map(each -> Known.found("the certificate of its build", each.commit()))
                        .orElseGet(() -> Known.declared("the registry", published.commit())));
    }

    /** What is known, and what nobody could look up. */
    static Stream<String> lines(FlawScan scan) {
        return Stream.concat(
                scan.flaws().stream().map(Flaw::line),
                scan.isWhole() ? Stream.of() : Stream.of("not all scanned: " + scan.unscanned()));
    }

    private static String key(KeyClaims claims) {
        return claims.keyId() + ", " + claims.trust().words();
    }

    private void flaws(Into into, Release release) {
        into.put(
                Field.RELEASE_VULNERABILITIES,
                sources.flaws()
                        .find(release.id())
                        .map(
                                each ->
                                        Known.found(
                                                "its closure, looked up in "
                                                        + String.join(", ", each.sources()),
                                                lines(each).toList()))
                        .orElseGet(() -> Value.unknown("not scanned for known flaws")));
    }

    private void closure(Into into, Release release) {
        var packages = sources.closures().size(release.id());
        into.put(
                Field.RELEASE_PACKAGES,
                packages == 0
                        ? Value.unknown("its dependencies are not resolved yet")
                        : Known.found(
                                "every package is locked by integrity",
                                Integer.toString(packages)));
    }

    private void seen(Into into, Release release) {
        var digest = release.snapshotSha256();
        var seen = sources.looks().of(digest);
        if (digest == null || seen.isEmpty()) {
            var why =
                    digest == null
                            ? "vetting has not finished"
                            : "what vetting wrote down cannot be read";
            List.of(
                            Field.RELEASE_CLOSURE,
                            Field.RELEASE_HOOKS,
                            Field.RELEASE_ANALYSIS,
                            Field.RELEASE_COVERAGE,
                            Field.RELEASE_COMPARED,
                            Field.RELEASE_VERDICT,
                            Field.RELEASE_FINDINGS,
                            Field.RELEASE_RULES,
                            Field.RELEASE_POLICY,
                            Field.RELEASE_TOOLS,
                            Field.RELEASE_SNAPSHOT)
                    .forEach(each -> into.put(each, Value.unknown(why)));
            return;
        }
        vetted(into, seen.get());
        into.put(Field.RELEASE_SNAPSHOT, Known.here(null, digest.hex()));
    }

    private static void vetted(Into into, SnapshotLook.Seen seen) {
        var how = "analysis " + seen.analysis();
        var before = Value.unknown("it was vetted before that was written down");
        into.put(Field.RELEASE_CLOSURE, Known.found("every package, locked", seen.closure().hex()));
        into.put(Field.RELEASE_ANALYSIS, Known.here(null, Integer.toString(seen.analysis())));
        into.put(Field.RELEASE_VERDICT, Known.found("the policy, of " + how, seen.verdict()));
        into.put(Field.RELEASE_RULES, Known.found("the policy, of " + how, seen.broken()));
        into.put(
                Field.RELEASE_POLICY,
                seen.policy() == null ? before : Known.here(null, seen.policy().hex()));
        into.put(
                Field.RELEASE_TOOLS,
                seen.tools() == null ? before : Known.here(null, seen.tools().hex()));
        if (!seen.hasFacts()) {
            List.of(
                            Field.RELEASE_HOOKS,
                            Field.RELEASE_COVERAGE,
                            Field.RELEASE_COMPARED,
                            Field.RELEASE_FINDINGS)
                    .forEach(each -> into.put(each, before));
            return;
        }
        into.put(Field.RELEASE_HOOKS, Value.declared("the registry", null, seen.hooks()));
        into.put(Field.RELEASE_COVERAGE, Known.found(how, seen.coverage()));
        into.put(
                Field.RELEASE_COMPARED,
                Known.found(
                        how,
                        seen.comparedWith().isEmpty() ? List.of() : List.of(seen.comparedWith())));
        into.put(
                Field.RELEASE_FINDINGS,
                Known.found(
                        how,
                        seen.findings().entrySet().stream()
                                .map(each -> each.getValue() + " " + each.getKey())
                                .toList()));
    }

    private void run(Into into, Release release) {
        var result = sources.runs().newest(release.id()).map(RecordedRun::result).orElse(null);
        if (result == null || !result.state().saw()) {
            var why = Value.unknown(result == null ? "it was not run" : result.said());
            into.put(Field.RELEASE_RUN, why);
            into.put(Field.RELEASE_LISTED, why);
            return;
        }
        into.put(Field.RELEASE_RUN, Known.found(result.said(), result.state().words()));
        var listed = result.manifest();
        into.put(
                Field.RELEASE_LISTED,
                listed == null
                        ? Value.unknown("nothing that it listed was pinned")
                        : Known.found("tools, prompts, resources, instructions", listed.hex()));
    }

    private static Value moment(@Nullable Instant at) {
        return Known.here(null, at == null ? List.of() : List.of(at.toString()));
    }
}
