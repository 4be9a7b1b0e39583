package dev.assay.registry.administration;

import dev.assay.registry.administration.Upstreams.Try;
import dev.assay.registry.administration.Upstreams.Upstream;
import dev.assay.scanners.artifact.HostUpstreams;
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

    /** Under this path of every registry there is an answer (OCI distribution, section 3.2). */
    private static final String API = "v2/";

    private record Added(String ecosystem, @Nullable String scope, OtherUpstream upstream) {}

    private final Map<String, Added> bySetting = new LinkedHashMap<>();
    private final Map<String, Try> tried = new ConcurrentHashMap<>();
    private final UpstreamClient client = new UpstreamClient(ONCE);
    private final Clock clock;

    AddedUpstreams(Clock clock) {
        this.clock = clock;
    }

    /** Those of an ecosystem whose names are asked of all of them. */
    void add(String ecosystem, List<OtherUpstream> others) {
        for (var number = 0; number < others.size(); number++) {
            var each = others.get(number);
            var scope = each.isPrivate() ? String.join(", ", each.namespaces()) : null;
            bySetting.put(setting(ecosystem, number), new Added(ecosystem, scope, each));
        }
    }

    /** Those of an ecosystem whose names begin with a host. */
    void add(String ecosystem, HostUpstreams others) {
        for (var number = 0; number < others.all().size(); number++) {
            var each = others.all().get(number);
            bySetting.put(
                    setting(ecosystem, number),
                    new Added(ecosystem, String.join(", ", each.names()), each.upstream()));
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
                    if (each.ecosystem().equals(ecosystem)) {
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
        var isImages = added.ecosystem().equals("oci");
        var url = added.upstream().url();
        var begun = clock.instant();
        var outcome =
                client.send(
                        UpstreamRequest.head(
                                isImages ? url.resolve(API) : url,
                                Map.of("User-Agent", "assay"),
                                added.upstream().authorization()));
        var millis = Duration.between(begun, clock.instant()).toMillis();
        var answer = answer(begun, millis, isImages, url, outcome);
        tried.put(setting, answer);
        return Optional.of(answer);
    }

    private static Try answer(
            Instant begun, long millis, boolean isImages, URI url, UpstreamOutcome outcome) {
        return switch (outcome) {
            // A registry of images sends for a token first.
            case UpstreamOutcome.Answered answer
                    when answer.status() == 403 || answer.status() == 401 && !isImages ->
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
