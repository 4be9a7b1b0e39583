package dev.assay.scanners.artifact;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Takes a body up to a limit, and tells a broken body from a full disk. */
final class BodyReader implements BodySubscriber<byte[]> {

    /** The connection or the server ended the body early. */
    static final class BodyBrokenException extends IOException {
        private static final long serialVersionUID = 1L;

        BodyBrokenException(Throwable cause) {
            super("the body ended early: " + cause.getMessage(), cause);
        }
    }

    /** Our own file could not be written. */
    static final class DiskException extends IOException {
        private static final long serialVersionUID = 1L;

        DiskException(Path file, IOException cause) {
            super("cannot write " + file + ": " + cause.getMessage(), cause);
        }
    }

    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final long limit;
    private final @Nullable Path file;
    private @Nullable OutputStream out;
    private @Nullable Subscription subscription;
    private long received;

    private BodyReader(@Nullable Path file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    static BodyReader intoMemory(long limit) {
        return new BodyReader(null, limit);
    }

    static BodyReader intoFile(Path file, long limit) {
        return new BodyReader(file, limit);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        try {
            out =
                    file == null
                            ? new ByteArrayOutputStream()
                            : Files.newOutputStream(file, CREATE, TRUNCATE_EXISTING, WRITE);
            given.request(Long.MAX_VALUE);
        } catch (IOException e) {
            fail(disk(e));
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (result.isDone() || out == null) {
            return;
        }
        try {
            for (var buffer : buffers) {
                received += buffer.remaining();
                if (received > limit) {
                    fail(new LimitExceededException("the body exceeds " + limit + " bytes"));
                    return;
                }
                var bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                out.write(bytes);
            }
        } catch (IOException e) {
            fail(disk(e));
        }
    }

    @Override
    public void onError(Throwable thrown) {
        fail(new BodyBrokenException(thrown));
    }

    @Override
    public void onComplete() {
        try {
            if (out != null) {
                out.close();
            }
            result.complete(
                    out instanceof ByteArrayOutputStream memory
                            ? memory.toByteArray()
                            : new byte[0]);
        } catch (IOException e) {
            fail(disk(e));
        }
    }

    private void fail(IOException problem) {
        result.completeExceptionally(problem);
        if (subscription != null) {
            subscription.cancel();
        }
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
    }

    private IOException disk(IOException problem) {
        return file == null ? problem : new DiskException(file, problem);
    }
}
