package dev.assay.inventory.fetchlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.store.ClockCheck;
import dev.assay.inventory.store.Database;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A node is killed again and again, at moments nobody chose. Builds kill it twenty times, {@code
 * ./test long kills} two hundred times.
 */
@Tag("kills")
class KilledLogTest {

    private static final int TIMES = "kills".equals(System.getProperty("assay.long")) ? 200 : 20;
    private static final Pattern SAID = Pattern.compile("given (\\d+) forced (\\d+) at (\\d+)");

    /** The pause is 50 ms; the rest is for a disk that others use as well. */
    private static final long GROUP_MILLIS = 1000;

    @TempDir private Path root;

    @Test
    void losesAtMostItsLastGroupAndSaysWhichNumbersAreMissing() throws Exception {
        var random = RandomGenerator.getDefault();
        for (var time = 1; time <= TIMES; time++) {
            killOnce(random.nextInt(30, 400));
        }
        checkShipped();
    }

    private void killOnce(int millis) throws Exception {
        var process =
                new ProcessBuilder(LogProcess.command(KilledLog.class, root.toString()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String said;
        long before;
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var first = out.readLine();
            assertThat(first).startsWith("first ");
            before = Long.parseLong(first.substring("first ".length()));
            var killer = Thread.ofVirtual().start(() -> kill(process, millis));
            said = out.readAllAsString();
            killer.join();
        } finally {
            process.destroyForcibly();
        }
        assertThat(said).doesNotContain("refused");
        var last = last();
        var given = SAID.matcher(said).results().toList();
        if (given.isEmpty()) {
            return;
        }
        var end = Long.parseLong(given.getLast().group(3));
        for (var each : given) {
            var forced = number(each.group(2));
            assertThat(last).isGreaterThanOrEqualTo(forced == before ? 0 : forced);
            if (Long.parseLong(each.group(3)) < end - GROUP_MILLIS) {
                assertThat(last).as(each.group()).isGreaterThanOrEqualTo(number(each.group(1)));
            }
        }
    }

    private static void kill(Process process, int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // The process's own method closes what it said as well.
        process.toHandle().destroyForcibly();
    }

    private long last() throws IOException {
        var records = Fetches.records(root.resolve("1"));
        for (var each : records) {
            assertThat(each.fetch()).isEqualTo(Fetches.number(each.sequence()));
        }
        return records.isEmpty() ? 0 : records.getLast().sequence();
    }

    /** Records and gaps are all numbers there can be, each once. */
    private void checkShipped() throws Exception {
        var jdbc = Database.H2.jdbc();
        var clock = Database.ticking();
        var audit = new AuditTrail(jdbc, Database.H2.transactions(), clock);
        var store =
                new FetchRecordStore(
                        new JdbcTemplate(Database.H2.source()),
                        Database.H2.transactions(),
                        audit,
                        clock);
        var written = Fetches.records(root.resolve("1"));
        var node = written.getFirst().node();
        try (var log = FetchLog.open(root, FetchLog.Settings.DEFAULT, Clock.systemUTC());
                var shipping =
                        new Shipping(
                                log,
                                store,
                                clock,
                                new ClockCheck(null, clock),
                                Duration.ofHours(1),
                                Duration.ofDays(99999))) {
            log.offer(Fetches.number(log.lastForced() + 1));
            assertThat(shipping.shipAll()).isTrue();
            var gaps =
                    store.gaps(10_000).stream().filter(each -> each.node().equals(node)).toList();
            var missing = gaps.stream().mapToLong(each -> each.last() - each.first() + 1).sum();
            var kept =
                    jdbc.sql("SELECT count(*) FROM fetch_record WHERE node = :node")
                            .param("node", node.value())
                            .query(Long.class)
                            .single();

            assertThat(kept).isEqualTo(written.size() + 1);
            assertThat(kept + missing).isEqualTo(log.lastForced());
            assertThat(gaps).as("one for each kill").hasSizeBetween(1, TIMES);
            assertThat(audit.of("the log of fetches " + node)).hasSize(gaps.size());
        }
    }

    private static long number(String digits) {
        return Long.parseLong(digits);
    }
}
