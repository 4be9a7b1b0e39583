package dev.assay.scanners.artifact;

import dev.assay.scanners.artifact.UpstreamOutcome.Answered;
import dev.assay.scanners.artifact.UpstreamOutcome.Away;
import dev.assay.scanners.artifact.UpstreamOutcome.TooLarge;
import dev.assay.scanners.artifact.UpstreamOutcome.Truncated;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * The one place from which requests leave. It alone decides what is tried again: what may pass by
 * itself (no connection, 408, 425, 429, 5xx, a body cut short), for {@code GET} and {@code HEAD}.
 * Bodies are read to a limit and a deadline. Safe for use by many threads.
 */
public final class UpstreamClient implements AutoCloseable {

    /** A longer wish is passed on to the caller rather than slept through. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final UpstreamSettings settings;
    private final Predicate<URI> destinations;
    private final OwnPackages own;
    private final HttpClient client;
    private final Abroad abroad;
    private final UpstreamTally tally;

    /**
     * @param who is asked, or what for, in a word: see {@link UpstreamTally}
     */
    public UpstreamClient(String who, UpstreamSettings settings) {
        this(who, settings, any -> true, OwnPackages.NONE);
    }

    /**
     * @param who is asked, in a word
     * @param own answers for its addresses, which no request leaves for
     */
    public UpstreamClient(String who, UpstreamSettings settings, OwnPackages own) {
        this(who, settings, any -> true, own);
    }

    /**
     * @param who is asked, in a word
     * @param destinations which addresses are gone to at all, redirects included
     * @param own answers for its addresses, which no request leaves for
     */
    public UpstreamClient(
            String who, UpstreamSettings settings, Predicate<URI> destinations, OwnPackages own) {
        this(who, settings, destinations, own, PublicAddresses::isPublic);
    }

    /**
     * @param outside which addresses are outside of our network
     */
    UpstreamClient(
            String who,
            UpstreamSettings settings,
            Predicate<URI> destinations,
            OwnPackages own,
            Predicate<InetAddress> outside) {
        this.tally = UpstreamTally.of(who);
        this.settings = settings;
        this.destinations = destinations;
        this.own = own;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(settings.connectTimeout())
                        .followRedirects(Redirect.NEVER)
                        .build();
        this.abroad = new Abroad(settings.connectTimeout(), outside);
    }

    /** Reads the answer into memory, decoded where it is gzip-encoded. */
    public UpstreamOutcome send(UpstreamRequest request) throws InterruptedException {
        return counted(withRetries(request, null));
    }

    /**
     * Reads the body of a 200 into a file, byte for byte; every other answer is read into memory.
     *
     * @param target is created or replaced; after any outcome but a 200 its content means nothing
     */
    public UpstreamOutcome download(UpstreamRequest request, Path target)
            throws InterruptedException {
        return counted(withRetries(request, target));
    }

    private UpstreamOutcome counted(UpstreamOutcome outcome) {
        tally.ended(outcome);
        return outcome;
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
        abroad.close();
    }

    private UpstreamOutcome withRetries(UpstreamRequest request, @Nullable Path target)
            throws InterruptedException {
        for (var pause : settings.pauses()) {
            var outcome = followRedirects(request, target);
            var wait = pauseBefore(outcome, pause);
            if (!request.repeatable() || wait.isEmpty()) {
                return settled(request, outcome);
            }
            Thread.sleep(wait.get());
        }
        return settled(request, followRedirects(request, target));
    }

    /** How long to wait before trying again, or empty where another attempt would not help. */
    private static Optional<Duration> pauseBefore(UpstreamOutcome outcome, Duration pause) {
        return switch (outcome) {
            case Truncated t -> Optional.of(pause);
            case Away away -> Optional.of(pause);
            case TooLarge t -> Optional.empty();
            case Answered answer when isTransient(answer.status()) -> {
                var wish = RetryAfter.of(answer.headers());
                yield wish == null
                        ? Optional.of(pause)
                        : Optional.of(wish).filter(w -> w.compareTo(LONGEST_PAUSE) <= 0);
            }
            case Answered answer -> Optional.empty();
        };
    }

    /** A transient status that outlived the retries is an upstream that is away. */
    private static UpstreamOutcome settled(UpstreamRequest request, UpstreamOutcome outcome) {
        if (outcome instanceof Answered answer
                && request.repeatable()
                && isTransient(answer.status())) {
            return new Away(
                    request.uri() + " answered " + answer.status(),
                    RetryAfter.of(answer.headers()));
        }
        return outcome;
    }

    private static boolean isTransient(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    private UpstreamOutcome followRedirects(UpstreamRequest request, @Nullable Path target)
            throws InterruptedException {
        var current = request;
        if (OwnPackages.isOwn(request.uri())) {
            return OwnAnswers.of(own, request, target);
        }
        for (var hop = 0; hop <= settings.maxRedirects(); hop++) {
            if (!destinations.test(current.uri())) {
                return new Away(
                        (hop == 0 ? "" : request.uri() + " redirects to ")
                                + Origin.of(current.uri()).host()
                                + (hop == 0 ? " is no host" : ", which is no host")
                                + " that the settings allow",
                        null);
            }
            var outcome = once(current, target);
            if (!(outcome instanceof Answered answer)
                    || !isRedirect(answer.status())
                    || !request.repeatable()) {
                return outcome;
            }
            var location = answer.headers().firstValue("location").orElse("");
            var next = resolve(current.uri(), location);
            if (next == null) {
                return new Away(
                        current.uri() + " redirects to '" + location + "', which is no web address",
                        null);
            }
            if (downgrades(current.uri(), next)) {
                return new Away(
                        current.uri() + " redirects from https to http (" + next + ")", null);
            }
            if (OwnPackages.isOwn(next)) {
                return new Away(
                        current.uri() + " redirects to what was handed in here, which is nobody's",
                        null);
            }
            current = current.redirectedTo(next);
        }
        return new Away(
                request.uri() + " redirects more than " + settings.maxRedirects() + " times", null);
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static boolean downgrades(URI from, URI to) {
        return "https".equalsIgnoreCase(from.getScheme())
                && !"https".equalsIgnoreCase(to.getScheme());
    }

    private static @Nullable URI resolve(URI from, String location) {
        try {
            var target = from.resolve(new URI(location));
            return Origin.isWeb(target) && target.getUserInfo() == null ? target : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private UpstreamOutcome once(UpstreamRequest request, @Nullable Path target)
            throws InterruptedException {
        return switch (abroad.way(request)) {
            case Abroad.Way.Home h -> once(client, request, target);
            case Abroad.Way.Out(var guarded) -> once(guarded, request, target);
            case Abroad.Way.None(var reason) -> new Away(reason, null);
        };
    }

    private UpstreamOutcome once(HttpClient by, UpstreamRequest request, @Nullable Path target)
            throws InterruptedException {
        var begun = new AtomicBoolean();
        var answer =
                by.sendAsync(
                        toHttp(request),
                        info -> {
                            begun.set(true);
                            return target != null && info.statusCode() == 200
                                    ? BodyReader.intoFile(target, request.maxBytes())
                                    : BodyReader.intoMemory(request.maxBytes());
                        });
        try {
            var response = answer.get(settings.bodyTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return decoded(request, response);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Away(
                    request.uri() + " did not finish within " + text(settings.bodyTimeout()), null);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            return failure(request, e.getCause() == null ? e : e.getCause(), begun.get());
        }
    }

    /**
     * @param begun whether its body had begun
     */
    private UpstreamOutcome failure(UpstreamRequest request, Throwable thrown, boolean begun) {
        var cause =
                thrown instanceof CompletionException c && c.getCause() != null
                        ? c.getCause()
                        : thrown;
        return switch (cause) {
            case LimitExceededException e -> new TooLarge(request.maxBytes());
            case HttpTimeoutException e ->
                    new Away(
                            request.uri()
                                    + " did not answer within "
                                    + text(settings.answerTimeout()),
                            null);
            case ConnectException e -> new Away(request.uri() + " cannot be reached", null);
            case BodyReader.BodyBrokenException e -> new Truncated(String.valueOf(e.getMessage()));
            case BodyReader.DiskException e -> throw new UncheckedIOException(e.getMessage(), e);
            // A body that ends early is told to its reader or to the exchange, whichever hears
            // first.
            case IOException e when begun -> new Truncated(String.valueOf(e.getMessage()));
            case IOException e -> new Away(request.uri() + " broke off: " + e.getMessage(), null);
            // The client reads a length that is no number only when it comes to the body.
            case NumberFormatException e ->
                    new Away(
                            request.uri() + " announces a length that is none: " + e.getMessage(),
                            null);
            default -> throw new IllegalStateException("request to " + request.uri(), cause);
        };
    }

    private static UpstreamOutcome decoded(UpstreamRequest request, HttpResponse<byte[]> response) {
        var coding = response.headers().firstValue("content-encoding").orElse("identity");
        var body = response.body();
        if (coding.equalsIgnoreCase("identity") || coding.isEmpty() || body.length == 0) {
            return new Answered(response.statusCode(), response.headers(), body);
        }
        if (!coding.equalsIgnoreCase("gzip") && !coding.equalsIgnoreCase("x-gzip")) {
            return new Away(request.uri() + " answered in the coding '" + coding + "'", null);
        }
        try (var plain =
                new BoundedInputStream(
                        new GZIPInputStream(new ByteArrayInputStream(body)),
                        request.maxBytes(),
                        "the decoded body")) {
            return new Answered(response.statusCode(), response.headers(), plain.readAllBytes());
        } catch (LimitExceededException e) {
            return new TooLarge(request.maxBytes());
        } catch (IOException e) {
            return new Truncated("the gzip-encoded body is damaged: " + e.getMessage());
        }
    }

    private HttpRequest toHttp(UpstreamRequest request) {
        var builder =
                HttpRequest.newBuilder(request.uri())
                        .timeout(settings.answerTimeout())
                        .method(
                                request.method(),
                                request.body() == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(builder::setHeader);
        if (request.authorization() != null) {
            builder.setHeader("Authorization", request.authorization());
        }
        return builder.build();
    }

    private static String text(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
