package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.ToolShadowing;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What vetting already knows of a package, so that nobody who asks for it has to type it. */
public final class KnownFacts {

    private static final Logger LOG = LoggerFactory.getLogger(KnownFacts.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** Where a fact comes from. */
    public enum Source {
        /** Assay looked for itself. */
        VERIFIED("verified"),
        /** The publisher or the registry says so. */
        DECLARED("declared"),
        /** Whoever asks says so. */
        STATED("stated"),
        /** Nobody said anything. */
        UNKNOWN("unknown");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** One thing that is known, or that is known to be unknown. */
    public record Fact(String label, String value, Source source) {}

    /**
     * What is known.
     *
     * @param release what it is known of
     * @param exact whether that is the very version; another version's facts are a hint
     * @param hosts what its code contacts
     * @param tools what it offers
     */
    public record Known(
            Release release,
            boolean exact,
            List<Fact> facts,
            List<String> hosts,
            List<String> tools) {

        public Known {
            facts = List.copyOf(facts);
            hosts = List.copyOf(hosts);
            tools = List.copyOf(tools);
        }
    }

    private final ReleaseStore releases;
    private final VettingStore vetting;
    private final Documents documents;

    KnownFacts(ReleaseStore releases, VettingStore vetting, Documents documents) {
        this.releases = releases;
        this.vetting = vetting;
        this.documents = documents;
    }

    /** Of the release itself where it was vetted, else of the last one of its package that was. */
    public Optional<Known> of(Purl purl) {
        var itself = releases.find(purl).filter(this::isProfiled);
        return itself.or(
                        () ->
                                releases.ofPackage(purl).stream()
                                        .filter(this::isProfiled)
                                        .findFirst())
                .flatMap(release -> known(release, release.purl().equals(purl)));
    }

    private Optional<Known> known(Release release, boolean exact) {
        try {
            var manifest = manifest(release);
            var destinations = new Destinations();
            var tools = new ArrayList<String>();
            var profiles =
                    documents.read(
                            Objects.requireNonNull(step(release, VettingStep.Name.PROFILE)),
                            ProfileDocument.class);
            var isRelease = true;
            for (var entry : profiles.packages()) {
                if (entry.profile() != null) {
                    var profile = documents.read(entry.profile(), Profile.class);
                    destinations.add(profile, isRelease);
                    if (isRelease) {
                        tools.addAll(ToolShadowing.tools(profile));
                    }
                }
                isRelease = false;
            }
            return Optional.of(
                    new Known(
                            release,
                            exact,
                            List.of(
                                    new Fact(
                                            "Version",
                                            release.purl().exactVersion(),
                                            Source.VERIFIED),
                                    new Fact(
                                            "Tools",
                                            tools.isEmpty()
                                                    ? "none found"
                                                    : String.join(", ", tools),
                                            Source.VERIFIED),
                                    new Fact(
                                            "Packages in its closure",
                                            Integer.toString(profiles.packages().size()),
                                            Source.VERIFIED),
                                    said("Licence", text(manifest.path("license"))),
                                    said("Publisher", publisher(manifest)),
                                    said("Source", text(manifest.path("repository")))),
                            destinations.hosts(),
                            tools));
        } catch (IOException | JacksonException e) {
            // It would spare somebody some typing; they can ask without it.
            LOG.warn("what is known of {} cannot be read: {}", release.purl(), e.getMessage());
            return Optional.empty();
        }
    }

    private JsonNode manifest(Release release) throws IOException {
        var document = step(release, VettingStep.Name.ARTIFACT);
        return document == null
                ? JSON.createObjectNode()
                : JSON.readTree(documents.read(document, ArtifactDocument.class).manifest());
    }

    private boolean isProfiled(Release release) {
        return step(release, VettingStep.Name.PROFILE) != null;
    }

    private @Nullable Sha256 step(Release release, VettingStep.Name name) {
        return vetting.steps(release.id()).stream()
                .filter(each -> each.name() == name)
                .map(VettingStep::document)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Fact said(String label, String value) {
        return value.isBlank()
                ? new Fact(label, "not said", Source.UNKNOWN)
                : new Fact(label, value, Source.DECLARED);
    }

    private static String publisher(JsonNode manifest) {
        var user = text(manifest.path("_npmUser"));
        return user.isBlank() ? text(manifest.path("author")) : user;
    }

    /** npm writes such things as a text, or as an object with a name, a type or a URL. */
    private static String text(JsonNode node) {
        var text = node.isString() ? node.asString() : "";
        for (var name : List.of("name", "type", "url")) {
            if (text.isEmpty() && node.isObject()) {
                text = node.path(name).asString("");
            }
        }
        return text.length() <= 300 ? text : text.substring(0, 299) + "…";
    }
}
