package dev.assay.scanners.remote;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.AuthWeakness;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.hiddentext.HiddenTextScanner;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a remote server is, from what a probe was told: its tools, prompts, resources and
 * instructions as facts of the same kinds as those that code tells, where it and its authorization
 * servers are, and what is wrong with how it lets people in. What runs there is nobody's to see.
 */
public final class RemoteProfiler {

    private final PackageTree tree;
    private final JsonNode json;
    private final List<Fact> facts = new ArrayList<>();

    private RemoteProfiler(PackageTree tree, RemoteDocument document) {
        this.tree = tree;
        this.json = document.json();
    }

    /** The profile of a remote server; empty where the tree is a package. */
    public static Optional<Profile> profile(PackageTree tree) {
        return RemoteDocument.of(tree)
                .map(document -> new RemoteProfiler(tree, document).profile());
    }

    private Profile profile() {
        destination(json.path("endpoint").asString(""), "endpoint");
        json.path("signIn")
                .path("authorizationServers")
                .values()
                .forEach(each -> destination(each.path("issuer").asString(""), "sign-in"));
        facts.addAll(OfferedFacts.of(json, tree.purl().toString(), RemoteDocument.FILE, Via.PLAIN));
        facts.addAll(new HiddenTextScanner().inDescriptions(List.copyOf(facts)));
        for (var weakness : json.path("weaknesses").values()) {
            var key = weakness.path("key").asString("");
            var known = AuthWeakness.of(key).orElse(null);
            if (known != null) {
                var evidence = weakness.path("evidence").asString("");
                add(FindingKind.AUTH_POSTURE, key, evidence, Map.of("evidence", evidence));
            }
        }
        return new Profile(
                Profile.SCHEMA,
                Profile.ANALYSIS,
                tree.purl().toString(),
                tree.sha256(),
                coverage(),
                facts,
                List.of(),
                Map.of());
    }

    /**
     * The manifest is the code of such a server: where it could not be listed, nothing was read,
     * and where a part of it could not, not all.
     */
    private Coverage coverage() {
        var bytes = tree.files().values().stream().mapToLong(file -> file.length).sum();
        var unparsed = new ArrayList<Coverage.Unparsed>();
        var manifest = true;
        for (var open : json.path("unknown").values()) {
            var what = open.path("what").asString("");
            var why = open.path("why").asString("");
            if (List.of("tools", "prompts", "resources", "resourceTemplates").contains(what)) {
                manifest = false;
                unparsed.add(
                        new Coverage.Unparsed(
                                RemoteDocument.FILE, "what it offers (" + what + "): " + why));
            }
        }
        for (var missed : unparsed) {
            add(
                    FindingKind.COVERAGE,
                    RemoteDocument.FILE,
                    missed.reason(),
                    Map.of("reason", missed.reason()));
        }
        return new Coverage(1, bytes, bytes, manifest ? bytes : 0, unparsed, 0, 0, 0);
    }

    private void destination(String address, String source) {
        try {
            var host = URI.create(address).getHost();
            if (host != null) {
                add(
                        FindingKind.OUTBOUND_DOMAIN,
                        host.toLowerCase(Locale.ROOT),
                        address,
                        Map.of("contacted", true, "source", source));
            }
        } catch (IllegalArgumentException e) {
            // An issuer that is no address leads nowhere, and the probe has said so.
        }
    }

    private void add(FindingKind kind, String value, String excerpt, Map<String, Object> detail) {
        facts.add(
                new Fact(
                        kind,
                        value,
                        null,
                        true,
                        Via.PLAIN,
                        new Evidence(
                                tree.purl().toString(),
                                RemoteDocument.FILE,
                                0,
                                0,
                                null,
                                OfferedFacts.shown(excerpt)),
                        detail));
    }
}
