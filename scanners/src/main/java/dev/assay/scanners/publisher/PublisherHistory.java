package dev.assay.scanners.publisher;

import dev.assay.scanners.artifact.npm.Packument;
import dev.assay.scanners.artifact.npm.VersionManifest;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The publications of a package, oldest first, as the registry tells them.
 *
 * @param publications by the times that the registry claims; those without a time come first
 * @param leftOut how many older ones are not among them
 */
public record PublisherHistory(List<Publication> publications, int leftOut) {

    /** More than a year of a package that is published every day. */
    static final int MOST = 400;

    private static final int LONGEST = 300;
    private static final int MOST_MAINTAINERS = 100;

    public PublisherHistory {
        publications = List.copyOf(publications);
    }

    /** That of a package whose registry says nothing of anybody. */
    public static PublisherHistory unknown() {
        return new PublisherHistory(List.of(), 0);
    }

    /** The newest publications that a packument tells of. */
    public static PublisherHistory of(Packument packument) {
        record Dated(String version, @Nullable Instant at) {}
        var dated = new ArrayList<Dated>();
        for (var version : packument.versions()) {
            dated.add(new Dated(version, time(packument.time().get(version))));
        }
        dated.sort(Comparator.comparing(each -> each.at() == null ? Instant.MIN : each.at()));
        var leftOut = Math.max(0, dated.size() - MOST);
        var publications = new ArrayList<Publication>();
        for (var each : dated.subList(leftOut, dated.size())) {
            try {
                packument
                        .manifest(each.version())
                        .map(manifest -> publication(manifest, each.at()))
                        .ifPresent(publications::add);
            } catch (JacksonException e) {
                // What the whole document was read past may still be no JSON by itself.
                leftOut++;
            }
        }
        return new PublisherHistory(publications, leftOut);
    }

    /** The publication of one version; empty where it is not among them. */
    public Optional<Publication> find(String version) {
        return publications.stream().filter(each -> each.version().equals(version)).findFirst();
    }

    /** Whether the registry names anybody for any version. */
    public boolean namesPublishers() {
        return publications.stream().anyMatch(each -> each.account() != null);
    }

    static boolean isSigned(JsonNode manifest) {
        return !manifest.path("dist").path("signatures").isEmpty();
    }

    static boolean isAttested(JsonNode manifest) {
        return manifest.path("dist").path("attestations").isObject();
    }

    private static Publication publication(VersionManifest manifest, @Nullable Instant at) {
        var tree = manifest.tree();
        var user = tree.path("_npmUser");
        var repository = tree.path("repository");
        return new Publication(
                manifest.version(),
                at,
                text(user.isString() ? user : user.path("name")),
                text(user.path("trustedPublisher").path("id")),
                maintainers(tree.path("maintainers")),
                MailDomains.of(user).orElse(null),
                MailDomains.ofAll(tree.path("maintainers"), MOST_MAINTAINERS),
                address(text(repository.isString() ? repository : repository.path("url"))),
                text(tree.path("gitHead")),
                isSigned(tree),
                isAttested(tree));
    }

    private static List<String> maintainers(JsonNode listed) {
        var names = new ArrayList<String>();
        for (var each : listed) {
            var name = text(each.isString() ? each : each.path("name"));
            if (name != null && names.size() < MOST_MAINTAINERS) {
                // Older entries are written "name <address>".
                names.add(name.replaceFirst("\\s*<[^>]*>\\s*$", ""));
            }
        }
        return names.stream().distinct().sorted().toList();
    }

    /** The same repository is written in many ways, of which none is another repository. */
    private static @Nullable String address(@Nullable String written) {
        return written == null
                ? null
                : written.strip()
                        .replaceFirst("^git\\+", "")
                        .replaceFirst("^(git|ssh|http)://(git@)?", "https://")
                        .replaceFirst("(\\.git)?/?(#.*)?$", "");
    }

    static @Nullable Instant time(@Nullable String claimed) {
        try {
            return claimed == null ? null : Instant.parse(claimed);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode node) {
        if (!node.isString() || node.stringValue().isBlank()) {
            return null;
        }
        var text = node.stringValue().strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
