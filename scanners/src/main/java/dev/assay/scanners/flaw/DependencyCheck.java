package dev.assay.scanners.flaw;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.worker.OneShot;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * OWASP Dependency-Check over the mirror of the National Vulnerability Database, in a process of
 * its own: its data fill a heap that the service does not have, and its settings are those of a
 * whole JVM. It asks no server but the configured mirror.
 */
final class DependencyCheck {

    static final String SOURCE = "NVD, by OWASP Dependency-Check";

    /** The types of package URLs that it matches to products. */
    static final Set<String> TYPES = Set.of("npm", "maven", "pypi");

    private static final int LARGEST_ANSWER = 64 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What the process is to do.
     *
     * @param update whether it brings its data up to date; else it looks
     * @param data its folder
     * @param exploited the list of known exploited vulnerabilities, or null
     * @param packages of the types that it knows
     */
    record Order(
            boolean update,
            String data,
            String feed,
            int from,
            @Nullable String exploited,
            List<Named> packages) {}

    /**
     * A package as its ecosystem names it.
     *
     * @param type of its package URL
     * @param namespace of its package URL; null for none
     * @param name with its scope, where npm names it
     */
    record Named(String type, @Nullable String namespace, String name, String version) {}

    /**
     * What it answers.
     *
     * @param asOf the newest change in its data; null where it does not know
     * @param problem why there is no answer; null where there is one
     */
    record Answer(List<Flaw> flaws, @Nullable Instant asOf, @Nullable String problem) {}

    private final FlawSettings settings;
    private final URI feed;

    DependencyCheck(FlawSettings settings, URI feed) {
        this.settings = settings;
        this.feed = feed;
    }

    /**
     * Brings its data up to date.
     *
     * @throws IOException where that fails; what it had stays
     */
    Answer update() throws IOException, InterruptedException {
        return run(true, List.of(), settings.deadline());
    }

    /**
     * Looks releases up; those of other types than {@link #TYPES} it is not asked for.
     *
     * @throws IOException where there is no answer
     */
    Answer look(List<Sought> releases) throws IOException, InterruptedException {
        return run(
                false,
                releases.stream()
                        .filter(each -> TYPES.contains(each.type()))
                        .map(DependencyCheck::named)
                        .distinct()
                        .toList(),
                settings.deadline().dividedBy(10));
    }

    private static Named named(Sought sought) {
        var release = Purl.parse(sought.purl());
        return release.type().equals("npm")
                ? new Named("npm", null, release.packageName(), release.exactVersion())
                : new Named(
                        release.type(),
                        release.namespace(),
                        release.name(),
                        release.exactVersion());
    }

    private Answer run(boolean update, List<Named> packages, Duration deadline)
            throws IOException, InterruptedException {
        var exploited = settings.exploited();
        var order =
                new Order(
                        update,
                        settings.data().resolve("dependency-check").toString(),
                        feed.toString(),
                        settings.nvdFrom(),
                        exploited == null ? null : exploited.toUri().toString(),
                        packages);
        var outcome =
                OneShot.run(
                        DependencyCheckMain.class,
                        List.of(
                                "-Dlogback.configurationFile="
                                        + "dev/assay/scanners/flaw/logback.xml"),
                        JSON.writeValueAsBytes(order),
                        OneShot.costing(settings.heapMegabytes(), deadline, LARGEST_ANSWER));
        return switch (outcome) {
            case OneShot.Outcome.Failed(var reason) ->
                    throw new IOException("Dependency-Check did not answer: " + reason);
            case OneShot.Outcome.Answered(var bytes) -> answer(bytes);
        };
    }

    private static Answer answer(byte[] bytes) throws IOException {
        try {
            var answer = JSON.readValue(bytes, Answer.class);
            if (answer.problem() != null) {
                throw new IOException("Dependency-Check: " + answer.problem());
            }
            return answer;
        } catch (JacksonException e) {
            throw new IOException("Dependency-Check answered no JSON: " + e.getMessage(), e);
        }
    }
}
