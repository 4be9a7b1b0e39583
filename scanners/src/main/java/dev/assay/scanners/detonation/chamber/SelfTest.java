package dev.assay.scanners.detonation.chamber;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has a captive try to get out of a chamber, and believes in the chamber only if it reports all.
 */
final class SelfTest {

    private static final Duration TRYING = Duration.ofSeconds(60);

    /** How long the one that stays is given, the second time where the host is slow. */
    private static final List<Duration> STAYS =
            List.of(Duration.ofSeconds(4), Duration.ofSeconds(30));

    private static final String WHAT_TO_DO =
            "Servers are not run on this host until it is isolated; what else is vetted goes on."
                    + " docs/detonation.md lists what a host needs.";

    private final Chamber chamber;
    private final String mark = UUID.randomUUID().toString();

    SelfTest(Chamber chamber) {
        this.chamber = chamber;
    }

    Isolation run() throws IOException, InterruptedException {
        var tries = new ArrayList<Proven.Try>();
        var answers = new LinkedHashMap<String, String[]>();
        var file = Files.createTempFile("assay-self-test", ".txt");
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, mark);
            var outcome =
                    chamber.run(
                            order(
                                    TRYING,
                                    "try",
                                    mark,
                                    "" + listener.getLocalPort(),
                                    file.toString()),
                            line -> {});
            switch (outcome) {
                case Outcome.NotRun(var why) -> {
                    return why;
                }
                case Outcome.Failed(var reason) -> {
                    return failed("the self-test did not run: " + reason);
                }
                case Outcome.TimedOut(var deadline) -> {
                    return failed(
                            "the self-test did not end within " + deadline.toSeconds() + " s");
                }
                case Outcome.Answered(var answer) ->
                        new String(answer, StandardCharsets.UTF_8)
                                .lines()
                                .map(line -> line.split("\t", 3))
                                .forEach(words -> answers.put(words[0], words));
            }
        } finally {
            Files.deleteIfExists(file);
        }
        for (var name : Tries.INSIDE) {
            var words = answers.get(name);
            if (words == null || words.length != 3) {
                return failed("the self-test did not say what came of this: " + name);
            }
            if (!words[1].equals(Tries.HELD)) {
                return failed("a program could " + name + " (" + words[2] + ")");
            }
            tries.add(new Proven.Try(name, words[2]));
        }
        return outlived() ? failed("a program could " + Tries.DEADLINE) : proven(tries);
    }

    private Isolation proven(List<Proven.Try> tries) throws IOException {
        tries.add(new Proven.Try(Tries.DEADLINE, "nothing was left"));
        return new Proven(chamber.way(), chamber.memory(), tries);
    }

    private boolean outlived() throws IOException, InterruptedException {
        for (var stay : STAYS) {
            var stayed = new AtomicBoolean();
            chamber.run(
                    order(stay, "stay", mark),
                    line -> stayed.compareAndSet(false, line.equals(Warder.STAYING)));
            if (ProcessHandle.allProcesses().anyMatch(this::bearsMark)) {
                return true;
            }
            if (stayed.get()) {
                return false;
            }
        }
        // It never came to where it could have stayed, which shows nothing.
        return true;
    }

    private boolean bearsMark(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(mark);
    }

    private static Order order(Duration deadline, String... arguments) {
        return new Order(
                Warder.class,
                List.of(arguments),
                new byte[0],
                List.of(),
                64,
                16,
                512,
                512,
                deadline,
                1 << 16);
    }

    private static NotIsolated failed(String reason) {
        return new NotIsolated(reason, WHAT_TO_DO);
    }
}
