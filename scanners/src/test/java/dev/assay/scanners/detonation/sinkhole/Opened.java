package dev.assay.scanners.detonation.sinkhole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A sinkhole on the loopback address, what it saw, and programs that are its clients. */
final class Opened implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** What a program printed, of both kinds, and how it ended. */
    record Said(int status, String text) {}

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final Sinkhole sinkhole;

    private Opened(SinkholeSettings settings) throws IOException {
        sinkhole = Sinkhole.open(settings, seen::add);
    }

    static Opened in(Path folder) throws IOException {
        return in(folder, settings -> settings);
    }

    static Opened in(Path folder, UnaryOperator<SinkholeSettings> changed) throws IOException {
        return new Opened(changed.apply(SinkholeSettings.onLoopback(folder)));
    }

    String ca() {
        return sinkhole.authority().toString();
    }

    int port() {
        return sinkhole.tcpPort();
    }

    /** curl, with every name and port led to the sinkhole, and its authority trusted. */
    Said curl(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.addAll(
                List.of(
                        "curl",
                        "-sS",
                        "--max-time",
                        "15",
                        "--cacert",
                        ca(),
                        "--connect-to",
                        "::127.0.0.1:" + port()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** A program whose environment says where the sinkhole is, and which authority to trust. */
    Said run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SINK_PORT", String.valueOf(port()));
        builder.environment().put("SINK_DNS", String.valueOf(sinkhole.namePort()));
        builder.environment().put("SINK_CA", ca());
        builder.environment().put("NODE_EXTRA_CA_CERTS", ca());
        builder.environment().put("SSL_CERT_FILE", ca());
        var process = builder.start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end: " + text);
        }
        return new Said(process.exitValue(), text);
    }

    <T extends Seen> List<T> all(Class<T> kind) {
        return seen.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends Seen> T only(Class<T> kind) throws InterruptedException {
        var found = awaited(kind, one -> true);
        assertThat(all(kind)).hasSize(1);
        return found;
    }

    <T extends Seen> T awaited(Class<T> kind, Predicate<T> wanted) throws InterruptedException {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end) {
            var found = all(kind).stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(10);
        }
        throw new AssertionError("not seen: " + kind.getSimpleName() + " in " + seen);
    }

    @Override
    public void close() {
        sinkhole.close();
    }
}
