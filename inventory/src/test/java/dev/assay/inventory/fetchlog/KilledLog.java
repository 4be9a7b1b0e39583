package dev.assay.inventory.fetchlog;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A node that is killed at its work; run in a process of its own. It says what it gave, and when.
 */
final class KilledLog {

    private KilledLog() {}

    /**
     * @param arguments the folder, and the seed of how fast it goes
     */
    public static void main(String[] arguments) throws Exception {
        var random = RandomGenerator.of("Xoroshiro128PlusPlus");
        var settings = new FetchLog.Settings(20_000, Duration.ofMillis(50), Duration.ofSeconds(10));
        var log = FetchLog.open(Path.of(arguments[0]), settings, Clock.systemUTC());
        var first = log.lastForced();
        System.out.println("first " + first);
        for (var given = 1L; ; given++) {
            if (!log.offer(Fetches.number(first + given))) {
                System.out.println("refused: " + log.why());
            }
            if (random.nextInt(20) == 0) {
                System.out.println(
                        "given "
                                + (first + given)
                                + " forced "
                                + log.lastForced()
                                + " at "
                                + System.nanoTime() / 1_000_000);
                Thread.sleep(random.nextInt(4));
            }
        }
    }
}
