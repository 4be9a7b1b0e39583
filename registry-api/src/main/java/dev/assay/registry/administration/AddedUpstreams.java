package dev.assay.registry.administration;

import dev.assay.registry.administration.Upstreams.Try;
import dev.assay.registry.administration.Upstreams.Upstream;
import dev.assay.registry.upstream.Places;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome;
import dev.assay.scanners.artifact.UpstreamRequest;
import dev.assay.scanners.artifact.UpstreamSettings;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The upstreams that Assay's settings add, and whether they answered when somebody tried. */
final class AddedUpstreams implements AutoCloseable {

    private static final UpstreamSettings ONCE =
            new UpstreamSettings(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    List.of(),
                    3);

    private record Added(Places places, @Nullable String scope, OtherUpstream upstream) {}

    private final Map<String, Added> bySetting = new LinkedHashMap<>();
    private final Map<String, Try> tried = new ConcurrentHashMap<>();
    private final UpstreamClient client = new UpstreamClient("administration", ONCE);
    private final Clock clock;

    AddedUpstreams(List<Places> all, Clock clock) {
        this.clock = clock;
        for (var places : all) {
            var added = places.added();
            for (var number = 0; number < added.size(); number++) {
                var each = added.get(number);
                bySetting.put(
                        setting(places.ecosystem(), number),
                        new Added(places, each.scope(), each.upstream()));
            }
        }
    }

    private static String setting(String ecosystem, int number) {
        return "assay.upstream." + ecosystem + ".others[" + number + "]";
    }

    /** Those of an ecosystem, in their order. */
    List<Upstream> of(String ecosystem) {
        var all = new ArrayList<Upstream>();
        bySetting.forEach(
                (setting, each) -> {
                    if (each.places().ecosystem().equals(ecosystem)) {
                        all.add(
                                new Upstream(
                                        ecosystem,
                                        each.scope(),
                                        Upstreams.shown(each.upstream().url()),
                                        setting,
                                        each.upstream().authorization() != null,
                                        null,
                                        null,
                                        null,
                                        tried.get(setting)));
                    }
                });
        return all;
    }

    /**
     * Asks one whether it answers, with its credentials; empty where no setting is called so.
     *
     * @param setting as {@link Upstream#namedBy} has it
     */
    Optional<Try> ask(String setting) throws InterruptedException {
        var added = bySetting.get(setting);
        if (added == null) {
            return Optional.empty();
        }
        var api = added.places().api();
        var url = added.upstream().url();
        var begun = clock.instant();
        var outcome =
                client.send(
                        UpstreamRequest.head(
                                url.resolve(api),
                                Map.of("User-Agent", "assay"),
                                added.upstream().authorization()));
        var millis = Duration.between(begun, clock.instant()).toMillis();
        var answer = answer(begun, millis, !api.isEmpty(), url, outcome);
        tried.put(setting, answer);
        return Optional.of(answer);
    }

    private static Try answer(
            Instant begun, long millis, boolean asksWho, URI url, UpstreamOutcome outcome) {
        return switch (outcome) {
            // Some protocols send for a token first.
            case UpstreamOutcome.Answered answer
                    when answer.status() == 403 || answer.status() == 401 && !asksWho ->
                    new Try(
                            begun,
                            false,
                            "it answered " + answer.status() + ": it wants other credentials",
                            millis);
            case UpstreamOutcome.Answered answer ->
                    new Try(
                            begun,
                            answer.status() < 500,
                            "it answered " + answer.status() + ", in " + millis + " ms",
                            millis);
            case UpstreamOutcome.Away(var reason, var after) ->
                    new Try(begun, false, reason, millis);
            case UpstreamOutcome.Truncated(var reason) -> new Try(begun, false, reason, millis);
            case UpstreamOutcome.TooLarge(var limit) ->
                    new Try(
                            begun,
                            true,
                            Upstreams.shown(url) + " answered more than was asked for",
                            millis);
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
