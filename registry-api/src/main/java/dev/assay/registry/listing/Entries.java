package dev.assay.registry.listing;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.registry.vetting.KnownFacts;
import dev.assay.registry.workflow.Declaration;
import dev.assay.scanners.ecosystem.known.Ecosystems;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Writes down what is said about an approved release. */
final class Entries {

    private final ClosureStore closures;
    private final ReviewStore reviews;
    private final KnownFacts known;
    private final ToolStore tools;

    Entries(ClosureStore closures, ReviewStore reviews, KnownFacts known, ToolStore tools) {
        this.closures = closures;
        this.reviews = reviews;
        this.known = known;
        this.tools = tools;
    }

    PackageManifest manifest(Release release) {
        return closures.packages(release.id()).stream()
                .findFirst()
                .map(root -> new PackageManifest(root.manifest()))
                .orElseGet(() -> new PackageManifest("{}"));
    }

    Entry of(Release release, PackageManifest manifest) {
        var purl = release.purl();
        var facts = known.of(purl).filter(KnownFacts.Known::exact);
        return new Entry(
                PackageManifest.title(purl),
                manifest.description("The package " + purl.packageName()),
                manifest.mcpName().orElse(null),
                manifest.deprecated(),
                manifest.repository().orElse(null),
                manifest.websiteUrl(),
                purl.toString(),
                Objects.requireNonNull(release.sha256(), "approved without bytes").hex(),
                Objects.requireNonNull(release.integrity(), "approved without integrity").value(),
                Objects.requireNonNull(release.snapshotSha256(), "approved without a snapshot")
                        .hex(),
                Ecosystems.name(purl) + "/~/" + release.id() + "/",
                manifest.transport(),
                destinations(
                        declaration(release), facts.map(KnownFacts.Known::hosts).orElse(List.of())),
                tools(release));
    }

    /** A class counts once a person has confirmed it. */
    private List<Entry.Tool> tools(Release release) {
        return tools.of(release.id()).stream()
                .map(
                        each ->
                                new Entry.Tool(
                                        each.name(),
                                        each.isConfirmed()
                                                ? each.toolClass().words()
                                                : "unclassified"))
                .toList();
    }

    private Declaration declaration(Release release) {
        return reviews.requests(release.id()).stream()
                .map(each -> new Declaration(each.domains()))
                .reduce(Declaration.NOTHING, Declaration::and);
    }

    private static List<Entry.Destination> destinations(Declaration declared, List<String> found) {
        var hosts = new TreeSet<>(found);
        hosts.addAll(declared.domains());
        var destinations = new ArrayList<Entry.Destination>();
        for (var host : hosts) {
            destinations.add(
                    new Entry.Destination(host, declared.covers(host), found.contains(host)));
        }
        return destinations;
    }
}
