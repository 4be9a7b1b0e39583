package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.record.RecordJson;
import dev.assay.inventory.server.ServerStore;
import dev.assay.registry.record.RecordReader;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long records of many servers take to make and to read, and how large they are: {@code
 * ASSAY_SCALE} is the number of servers, each with ten releases. It prints and holds nothing to a
 * number, since that is another on each machine.
 */
@RunningAssay
@EnabledIfEnvironmentVariable(named = "ASSAY_SCALE", matches = "[0-9]+")
class RecordScaleTest {

    private static final int RELEASES = 10;

    @Autowired Installation installation;
    @Autowired RecordReader records;
    @Autowired ServerStore servers;
    @Autowired JdbcClient jdbc;

    @Test
    void makesAndReadsTheRecordsOfManyServers() throws Exception {
        var number = Integer.parseInt(System.getenv("ASSAY_SCALE"));
        var requester = installation.account(Role.REQUESTER);
        for (var each = 0; each < number; each++) {
            for (var release = 0; release < RELEASES; release++) {
                installation.inReview(
                        Purl.npm("@scale/server-" + each, "1." + release + ".0"),
                        requester,
                        List.of("api.example.com", "api" + each + ".example.com"),
                        List.of());
            }
        }
        while (servers.waiting() > 0) {
            Thread.sleep(200);
        }
        // Every server at once, as after an update of Assay.
        jdbc.sql("INSERT INTO server_touch (package_purl) SELECT package_purl FROM server")
                .update();
        var began = Instant.now();
        while (servers.waiting() > 0) {
            Thread.sleep(20);
        }
        var made = Duration.between(began, Instant.now());
        began = Instant.now();
        var characters = new AtomicLong();
        try (var all = records.all()) {
            all.forEach(each -> characters.addAndGet(RecordJson.write(each.record()).length()));
        }
        var read = Duration.between(began, Instant.now());
        var kept =
                jdbc.sql(
                                """
                                SELECT count(*) || ' versions, ' || sum(octet_length(document)) || ' bytes packed'
                                FROM server_record
                                """)
                        .query(String.class)
                        .single();
        System.out.printf(
                "%d servers with %d releases: made anew in %d ms, read and written in %d ms, %d characters each; %s%n",
                number,
                RELEASES,
                made.toMillis(),
                read.toMillis(),
                characters.get() / records.count(),
                kept);
        assertThat(records.count()).isGreaterThanOrEqualTo(number);
    }
}
