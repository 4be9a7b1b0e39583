package dev.assay.scanners.ecosystem.mcpb;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.UpstreamOutcome;
import dev.assay.scanners.artifact.mcpb.BundleSource;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.FetchedFiles;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.OfferedRelease;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;
import dev.assay.scanners.publisher.PublisherHistory;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.signature.BundleSignature;
import dev.assay.scanners.signature.KeyClaims;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Signatures;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.List;

/** The hosts that bundles come from, as what vetting asks. */
public final class McpbUpstream implements Upstream {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Ecosystem MCPB = new McpbEcosystem();
    private static final String UNLISTED =
            "nobody lists the bundles of an address: a newer one is asked for by its own address"
                    + " and SHA-256";

    private final BundleSource source;
    private final BundleSignature signature;

    /**
     * @param source closed with this
     */
    public McpbUpstream(BundleSource source, BundleSignature signature) {
        this.source = source;
        this.signature = signature;
    }

    @Override
    public Ecosystem ecosystem() {
        return MCPB;
    }

    @Override
    public String name() {
        return "the bundle's host";
    }

    @Override
    public String fileWord() {
        return "bundle";
    }

    @Override
    public LookupOutcome find(Purl release) throws InterruptedException {
        var bundle = BundleAddress.of(release).orElse(null);
        if (bundle == null) {
            return new LookupOutcome.NoPackage(
                    "'" + release + "' is not the address of one bundle");
        }
        var refusal = source.refusal(bundle.uri());
        if (refusal != null) {
            return new LookupOutcome.NotConfigured(refusal);
        }
        return switch (source.look(bundle)) {
            case UpstreamOutcome.Answered answer ->
                    switch (answer.status()) {
                        case 404, 410 -> missing(bundle);
                        // Addresses that are signed for one method refuse every other.
                        case 200, 401, 403, 405, 501 ->
                                new LookupOutcome.Found(new Offered(bundle));
                        default ->
                                new LookupOutcome.Unavailable(
                                        bundle.uri() + " answered " + answer.status(), null);
                    };
            case UpstreamOutcome.TooLarge(var limit) ->
                    new LookupOutcome.Malformed(
                            bundle.uri() + " answers a question about it by " + limit + " bytes");
            case UpstreamOutcome.Truncated(var reason) ->
                    new LookupOutcome.Unavailable(reason, null);
            case UpstreamOutcome.Away(var reason, var after) ->
                    new LookupOutcome.Unavailable(reason, after);
        };
    }

    private static LookupOutcome missing(BundleAddress bundle) {
        var text = "there is no bundle at " + bundle.uri();
        return bundle.version() == null
                ? new LookupOutcome.NoPackage(text)
                : new LookupOutcome.NoVersion(text);
    }

    /** What a bundle needs is in it. */
    @Override
    public ClosureOutcome resolve(Purl release, FetchedFiles bytes) throws InterruptedException {
        return switch (find(release)) {
            case LookupOutcome.Found(var offered) -> {
                var bundle = ((Offered) offered).bundle;
                var root =
                        new LockedPackage(
                                "",
                                release,
                                Integrity.of(bundle.sha256()),
                                false,
                                offered.manifest());
                yield new ClosureOutcome.Resolved(new Closure(release, List.of(root)));
            }
            case LookupOutcome.Missed missed -> missed.unresolved(release);
        };
    }

    @Override
    public FetchOutcome fetch(LockedPackage locked, Path target) throws InterruptedException {
        var bundle = BundleAddress.of(locked.purl()).orElse(null);
        return bundle == null
                ? new FetchOutcome.NotFound(locked.purl() + " is not the address of one bundle")
                : source.fetch(bundle, target);
    }

    @Override
    public VersionsOutcome versions(Purl packagePurl, @Nullable String etag) {
        return BundleAddress.address(packagePurl).isEmpty()
                ? new VersionsOutcome.NotFound("'" + packagePurl + "' is no address of bundles")
                : new VersionsOutcome.Unlisted(UNLISTED);
    }

    @Override
    public void close() {
        source.close();
    }

    private final class Offered implements OfferedRelease {

        private final BundleAddress bundle;
        private @Nullable Outcome<KeyClaims> signed;

        Offered(BundleAddress bundle) {
            this.bundle = bundle;
        }

        @Override
        public String manifest() {
            var manifest = JSON.createObjectNode();
            manifest.put("url", bundle.uri().toString());
            manifest.put("sha256", bundle.sha256().hex());
            return JSON.writeValueAsString(manifest);
        }

        @Override
        public Integrity promised() {
            return Integrity.of(bundle.sha256());
        }

        @Override
        public FetchOutcome fetch(Path target) throws InterruptedException {
            var outcome = source.fetch(bundle, target);
            signed = outcome instanceof FetchOutcome.Fetched ? signature.check(target) : null;
            return outcome;
        }

        /** The signature is in the bytes, so it is known once they were fetched. */
        @Override
        public Publishing publishing(Integrity bytes) {
            var version = bundle.purl().exactVersion();
            var known = signed;
            return known == null
                    ? Publishing.unknown(version, "the bundle was not fetched")
                    : new Publishing(
                            version,
                            PublisherHistory.unknown(),
                            new Signatures(
                                    known,
                                    new Outcome.NotOffered<>(
                                            "bundles come from no registry that could attest them"),
                                    new Outcome.NotOffered<>(
                                            "nothing beside a bundle says how it was built")));
        }
    }
}
