package dev.assay.registry.gate.oci;

import dev.assay.registry.gate.GateSnapshot.Hold;
import dev.assay.registry.gate.KnownRelease;
import dev.assay.registry.gate.Scope;
import dev.assay.scanners.artifact.oci.ImageParts;
import dev.assay.scanners.artifact.oci.ImageParts.Part;
import dev.assay.scanners.coordinates.OciVersion;
import dev.assay.scanners.coordinates.Purl;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What of one repository may leave, and what is known of the rest. */
final class OciShelf {

    /**
     * A part of an approved image.
     *
     * @param tag of the release, where it has one
     */
    record Found(Hold hold, Part part, boolean isRoot) {}

    private static final int MOST_KEPT = 10_000;

    /** By what is recorded of an image, which never changes. */
    private final Map<String, Optional<ImageParts>> read = new ConcurrentHashMap<>();

    private Optional<ImageParts> parts(Hold hold) {
        if (read.size() >= MOST_KEPT) {
            read.clear();
        }
        return read.computeIfAbsent(hold.held().manifest(), ImageParts::read);
    }

    /** The approved image that a tag names; of several the last approved one. */
    Optional<Found> tagged(Scope scope, Purl repository, String tag) {
        return scope.allowed(repository).values().stream()
                .filter(hold -> tag.equals(tag(hold.held().purl())))
                .flatMap(
                        hold ->
                                parts(hold).stream()
                                        .map(parts -> new Found(hold, parts.root(), true)))
                .findFirst();
    }

    /** A part of an approved image of this repository. */
    Optional<Found> part(
            Scope scope, Purl repository, String digest, Predicate<ImageParts.Role> role) {
        for (var hold : scope.allowed(repository).values()) {
            var parts = parts(hold).orElse(null);
            if (parts == null) {
                continue;
            }
            for (var part : parts.parts()) {
                if (role.test(part.role()) && part.written().equals(digest)) {
                    return Optional.of(new Found(hold, part, part.equals(parts.root())));
                }
            }
        }
        return Optional.empty();
    }

    /** For which platform an approved index lists a manifest that was not vetted. */
    Optional<String> notVetted(Scope scope, Purl repository, String digest) {
        return scope.allowed(repository).values().stream()
                .flatMap(hold -> parts(hold).stream())
                .flatMap(parts -> parts.notVetted().stream())
                .filter(each -> digest.equals("sha256:" + each.digest().hex()))
                .map(ImageParts.NotVetted::platform)
                .findFirst();
    }

    /** The tags of approved images, in the order of text. */
    Set<String> tags(Scope scope, Purl repository) {
        var tags = new LinkedHashSet<String>();
        scope.allowed(repository).values().stream()
                .map(hold -> tag(hold.held().purl()))
                .filter(tag -> !tag.isEmpty())
                .sorted()
                .forEach(tags::add);
        return tags;
    }

    /** The release that somebody asks for who names it by a tag or by its digest. */
    static Purl meant(Scope scope, Purl repository, String reference) {
        return scope.snapshot().releasesOf(repository).stream()
                .filter(
                        each ->
                                OciVersion.parse(each.purl().exactVersion())
                                        .filter(
                                                version ->
                                                        reference.equals(version.tag())
                                                                || version.written()
                                                                        .filter(reference::equals)
                                                                        .isPresent())
                                        .isPresent())
                .max(Comparator.comparing(KnownRelease::createdAt))
                .map(KnownRelease::purl)
                .orElseGet(() -> repository.withVersion(reference));
    }

    private static String tag(Purl purl) {
        var tag = OciVersion.parse(purl.exactVersion()).map(OciVersion::tag);
        return tag.orElse("");
    }
}
