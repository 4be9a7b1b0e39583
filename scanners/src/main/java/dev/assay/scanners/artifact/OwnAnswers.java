package dev.assay.scanners.artifact;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Answers for {@link OwnPackages} as an upstream would, within the same limits. */
final class OwnAnswers {

    private static final byte[] NONE = {};

    private OwnAnswers() {}

    static UpstreamOutcome of(OwnPackages own, UpstreamRequest request, @Nullable Path target) {
        if (!request.repeatable()) {
            return answered(405, "text/plain", NONE);
        }
        try {
            return switch (own.answer(request.uri())) {
                case OwnPackages.Answer.Nothing() -> answered(404, "text/plain", NONE);
                case OwnPackages.Answer.Document(var type, var body) ->
                        body.length > request.maxBytes()
                                ? new UpstreamOutcome.TooLarge(request.maxBytes())
                                : document(request, type, body, target);
                case OwnPackages.Answer.Stored(var file) -> stored(request, file, target);
            };
        } catch (IOException e) {
            throw new UncheckedIOException("what was handed in as " + request.uri(), e);
        }
    }

    private static UpstreamOutcome document(
            UpstreamRequest request, String type, byte[] body, @Nullable Path target)
            throws IOException {
        if (request.method().equals("HEAD")) {
            return answered(200, type, NONE);
        }
        if (target == null) {
            return answered(200, type, body);
        }
        Files.write(target, body);
        return answered(200, type, NONE);
    }

    private static UpstreamOutcome stored(UpstreamRequest request, Path file, @Nullable Path target)
            throws IOException {
        var type = "application/octet-stream";
        if (Files.size(file) > request.maxBytes()) {
            return new UpstreamOutcome.TooLarge(request.maxBytes());
        }
        if (target == null || request.method().equals("HEAD")) {
            return document(
                    request,
                    type,
                    request.method().equals("HEAD") ? NONE : Files.readAllBytes(file),
                    target);
        }
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        return answered(200, type, NONE);
    }

    private static UpstreamOutcome answered(int status, String type, byte[] body) {
        var headers = HttpHeaders.of(Map.of("content-type", List.of(type)), (name, value) -> true);
        return new UpstreamOutcome.Answered(status, headers, body);
    }
}
