package dev.assay.scanners.flaw;

import dev.assay.scanners.coordinates.NugetName;
import dev.assay.scanners.coordinates.PythonName;
import dev.assay.scanners.ecosystem.ReleaseVersion;
import dev.assay.scanners.finding.Severity;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * What one OSV document says of one package (OSV schema 1.7, {@code affected[]}).
 *
 * @param type of the package's URL, of a distribution's with its release; see {@link Sought}
 * @param name as its package URL has it, namespace and name; of a distribution's its sources'
 * @param versions those that it lists as affected
 * @param ranges of those that it describes; each is events in the order of the document
 */
record OsvAdvisory(
        String type,
        String name,
        String id,
        List<String> aliases,
        @Nullable Severity severity,
        List<String> versions,
        List<List<Event>> ranges,
        String summary) {

    static final String SOURCE = "OSV";

    /** From where on, or until where, versions are affected. */
    record Event(Kind kind, String version) {

        /** The keys of the schema. */
        enum Kind {
            INTRODUCED,
            FIXED,
            LAST_AFFECTED,
            LIMIT
        }
    }

    private static final int MOST_AFFECTED = 1_000;
    private static final int MOST_VERSIONS = 20_000;
    private static final int MOST_EVENTS = 2_000;

    OsvAdvisory {
        aliases = List.copyOf(aliases);
        versions = List.copyOf(versions);
        ranges = ranges.stream().map(List::copyOf).toList();
    }

    /**
     * The packages of known types that a document speaks of; none where it was withdrawn.
     *
     * @throws IllegalArgumentException where it is no OSV document, or larger than any is
     */
    static List<OsvAdvisory> of(JsonNode document) {
        var id = document.path("id").asString("");
        if (id.isEmpty() || !document.path("affected").isArray()) {
            throw new IllegalArgumentException("it has no id, or does not say what is affected");
        }
        if (document.hasNonNull("withdrawn")) {
            return List.of();
        }
        var found = new ArrayList<OsvAdvisory>();
        for (var affected : list(document.path("affected"), MOST_AFFECTED)) {
            var type = OsvEcosystem.type(affected.at("/package/ecosystem").asString(""));
            var name = affected.at("/package/name").asString("");
            if (!name.isEmpty() && !type.isEmpty()) {
                found.add(
                        new OsvAdvisory(
                                type,
                                named(type, name),
                                id,
                                aliases(document),
                                severity(id, document, affected),
                                texts(affected.path("versions")),
                                ranges(affected.path("ranges")),
                                document.path("summary")
                                        .asString(document.path("details").asString(""))));
            }
        }
        return found;
    }

    private static String named(String type, String name) {
        return switch (type) {
            case "maven" -> name.replace(':', '/');
            case "pypi" -> PythonName.normal(name);
            case NugetName.TYPE -> NugetName.normal(name);
            default -> name;
        };
    }

    /** The flaw of a version; empty where it is not affected. */
    Optional<Flaw> of(Sought release) {
        var order = release.order();
        var version = order.apply(release.version());
        if (!versions.contains(release.version())
                && ranges.stream().noneMatch(each -> contains(each, version, order))) {
            return Optional.empty();
        }
        return Optional.of(
                new Flaw(
                        release.purl(),
                        id,
                        aliases,
                        severity == null ? Severity.MEDIUM : severity,
                        severity != null,
                        false,
                        id.startsWith("MAL-"),
                        fixedIn(),
                        summary,
                        List.of(SOURCE)));
    }

    /**
     * The evaluation of the specification: the last event at or below the version decides. A
     * version that is none counts as affected wherever anything is: closed when unknown.
     */
    private static boolean contains(
            List<Event> events,
            Optional<ReleaseVersion> version,
            Function<String, Optional<ReleaseVersion>> order) {
        if (version.isEmpty()) {
            return !events.isEmpty();
        }
        // An event at no version of the ecosystem comes first, as "0" does: before all of them.
        var sorted =
                events.stream()
                        .map(each -> new At(each, order.apply(each.version()).orElse(null)))
                        .sorted(
                                Comparator.comparing(
                                        At::version,
                                        Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList();
        var affected = false;
        for (var event : sorted) {
            var place = event.version() == null ? 0 : version.get().compareTo(event.version());
            switch (event.event().kind()) {
                case INTRODUCED -> affected |= event.event().version().equals("0") || place >= 0;
                case FIXED, LIMIT -> affected &= event.version() == null || place < 0;
                case LAST_AFFECTED -> affected &= place <= 0;
            }
        }
        return affected;
    }

    private record At(Event event, @Nullable ReleaseVersion version) {}

    private List<String> fixedIn() {
        return ranges.stream()
                .flatMap(List::stream)
                .filter(each -> each.kind() == Event.Kind.FIXED)
                .map(Event::version)
                .distinct()
                .limit(10)
                .toList();
    }

    private static List<List<Event>> ranges(JsonNode ranges) {
        var all = new ArrayList<List<Event>>();
        for (var range : list(ranges, MOST_AFFECTED)) {
            if (range.path("type").asString("").equals("GIT")) {
                continue;
            }
            var events = new ArrayList<Event>();
            for (var event : list(range.path("events"), MOST_EVENTS)) {
                for (var kind : Event.Kind.values()) {
                    var version = event.path(kind.name().toLowerCase(Locale.ROOT)).asString("");
                    if (!version.isEmpty()) {
                        events.add(new Event(kind, version));
                    }
                }
            }
            all.add(events);
        }
        return all;
    }

    private static @Nullable Severity severity(String id, JsonNode document, JsonNode affected) {
        if (id.startsWith("MAL-")) {
            return Severity.CRITICAL;
        }
        for (var place : List.of(affected, document)) {
            for (var name : List.of("ecosystem_specific", "database_specific")) {
                var word = place.path(name).path("severity").asString("");
                switch (word.toUpperCase(Locale.ROOT)) {
                    case "CRITICAL" -> {
                        return Severity.CRITICAL;
                    }
                    case "HIGH" -> {
                        return Severity.HIGH;
                    }
                    case "MODERATE", "MEDIUM" -> {
                        return Severity.MEDIUM;
                    }
                    case "LOW" -> {
                        return Severity.LOW;
                    }
                    default -> {
                        // Other words say nothing that is agreed on.
                    }
                }
            }
        }
        return CvssGrade.of(affected.path("severity"))
                .or(() -> CvssGrade.of(document.path("severity")))
                .orElse(null);
    }

    /**
     * A distribution's advisory names the flaw that it is about as {@code upstream}; one that names
     * several is the same as none of them.
     */
    private static List<String> aliases(JsonNode document) {
        var aliases = new ArrayList<>(texts(document.path("aliases")));
        var upstream = texts(document.path("upstream"));
        if (upstream.size() == 1) {
            aliases.addAll(upstream);
        }
        return aliases;
    }

    private static List<String> texts(JsonNode array) {
        return list(array, MOST_VERSIONS).stream().map(each -> each.asString("")).toList();
    }

    private static List<JsonNode> list(JsonNode array, int most) {
        if (array.size() > most) {
            throw new IllegalArgumentException("a list in it has " + array.size() + " entries");
        }
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
