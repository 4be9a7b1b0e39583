package dev.assay.web.page;

import dev.assay.registry.server.FoundHosts;
import dev.assay.registry.server.ServerReport;
import dev.assay.scanners.publisher.Publishing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What a version has that the one before had not: who published it, how, and where it sends. */
final class VersionChanges {

    /**
     * @param css bad, warn or good
     */
    record Change(String css, String words) {}

    private VersionChanges() {}

    static List<Change> of(ServerReport.Version version, ServerReport.@Nullable Version before) {
        var changes = new ArrayList<Change>();
        if (before == null) {
            return changes;
        }
        var now = version.published();
        var then = before.published();
        if (now != null && then != null) {
            if (!Objects.equals(now.publisher(), then.publisher())) {
                changes.add(
                        new Change(
                                "bad",
                                "publisher "
                                        + publisher(now.publisher())
                                        + ", before "
                                        + publisher(then.publisher())));
            }
            if (now.attested() != then.attested()) {
                changes.add(
                        now.attested()
                                ? new Change("good", "provenance attestation is new")
                                : new Change("bad", "provenance attestation is gone"));
            }
        }
        proofs(version.publishing(), before.publishing(), changes);
        hosts(version, before, changes);
        return changes;
    }

    private static void proofs(
            @Nullable Publishing now, @Nullable Publishing then, List<Change> changes) {
        if (now == null) {
            return;
        }
        var signatures = now.signatures();
        for (var each : signatures.all()) {
            var defect = each.outcome().defectOrNull();
            if (defect != null) {
                changes.add(new Change("bad", "invalid: " + defect.meaning()));
            }
        }
        var build = signatures.build().orElse(null);
        var earlier = then == null ? null : then.signatures().build().orElse(null);
        if (build != null && earlier != null) {
            if (!build.repository().equals(earlier.repository())) {
                changes.add(
                        new Change(
                                "bad",
                                "built from "
                                        + build.repository()
                                        + ", before "
                                        + earlier.repository()));
            } else if (!build.repositoryId().equals(earlier.repositoryId())) {
                changes.add(
                        new Change("bad", "another repository at the address it is built from"));
            }
        }
    }

    /** What proves where a version comes from, in a few words. */
    static String proof(ServerReport.Version version) {
        var publishing = version.publishing();
        if (publishing != null && !publishing.signatures().own().isEmpty()) {
            return publishing.signatures().own().stream()
                    .map(each -> each.kind().words() + " " + each.outcome().state())
                    .collect(Collectors.joining("; "));
        }
        if (publishing != null) {
            return ProofWords.brief(publishing.signatures().provenance())
                    + "; registry signature "
                    + publishing.signatures().registry().state();
        }
        var published = version.published();
        if (published == null) {
            return "not known yet";
        }
        return published.attested()
                ? "attestation listed, not verified here"
                : published.signatures() > 0
                        ? "no attestation; signature listed, not verified here"
                        : "no attestation, no signature listed";
    }

    private static void hosts(
            ServerReport.Version version, ServerReport.Version before, List<Change> changes) {
        var now = version.hosts();
        var then = before.hosts();
        if (now == null || then == null) {
            return;
        }
        var known = found(then);
        found(now).stream()
                .filter(each -> !known.contains(each))
                .forEach(
                        each ->
                                changes.add(
                                        isDeclared(now, each)
                                                ? new Change("warn", "new destination " + each)
                                                : new Change(
                                                        "bad",
                                                        "new destination "
                                                                + each
                                                                + ", not declared")));
        var gone = found(then).stream().filter(each -> !found(now).contains(each)).count();
        if (gone > 0) {
            changes.add(
                    new Change("good", Words.count(gone, "destination", "destinations") + " gone"));
        }
    }

    /** What is known of a version's destinations, in a few words. */
    static String hosts(ServerReport.Version version) {
        var hosts = version.hosts();
        return hosts == null
                ? "destinations not looked for"
                : found(hosts).isEmpty()
                        ? "no destination found"
                        : Words.count(found(hosts).size(), "destination", "destinations");
    }

    static Set<String> found(List<FoundHosts.Host> hosts) {
        return hosts.stream()
                .filter(FoundHosts.Host::found)
                .map(FoundHosts.Host::host)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    private static boolean isDeclared(List<FoundHosts.Host> hosts, String host) {
        return hosts.stream().anyMatch(each -> each.host().equals(host) && each.declared());
    }

    static String publisher(@Nullable String name) {
        return name == null ? "not named" : name;
    }
}
