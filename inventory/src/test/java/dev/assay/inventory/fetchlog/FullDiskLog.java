package dev.assay.inventory.fetchlog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** What a log does on a disk of one megabyte; run in a process of its own. */
final class FullDiskLog {

    private FullDiskLog() {}

    public static void main(String[] arguments) throws Exception {
        var disk = Path.of(arguments[0]);
        var ballast = Files.write(disk.resolve("ballast"), new byte[700 << 10]);
        var settings =
                new FetchLog.Settings(100 << 10, Duration.ofMillis(5), Duration.ofSeconds(1));
        System.out.println("full disk tried");
        var taken = 0;
        try (var log = FetchLog.open(disk, settings, Clock.systemUTC())) {
            while (log.offer(Fetches.number(taken + 1))) {
                taken++;
                if (taken % 50 == 0) {
                    Thread.sleep(50);
                }
            }
            System.out.println("after the grace: " + log.why());
            Files.delete(ballast);
            if (!log.flush(Duration.ofSeconds(20))) {
                System.out.println("it is not written");
            }
        }
        var records = Fetches.records(disk.resolve("1"));
        var right = records.size() == taken;
        for (var number = 1; right && number <= taken; number++) {
            var record = records.get(number - 1);
            right = record.sequence() == number && record.fetch().equals(Fetches.number(number));
        }
        System.out.println(
                "after making room: " + (right ? "everything" : records.size() + " of " + taken));
    }
}
