package dev.assay.inventory.server.bench;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.RecordStore;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.server.ServerListing;
import dev.assay.inventory.server.ServerStore;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Many servers with ten releases each, of one seed: rows, releases, closures and records. */
final class SomeInventory {

    static final int RELEASES = 10;
    private static final int AT_ONCE = 500;
    private static final int PACKAGES = 20;
    private static final Instant AT = Instant.parse("2026-11-01T09:00:00Z");

    private final Random random = new Random(42);
    private final ServerStore servers;
    private final RecordStore records;

    SomeInventory() {
        var jdbc = Database.POSTGRESQL.jdbc();
        servers = new ServerStore(jdbc, Clock.systemUTC());
        records = new RecordStore(jdbc, Clock.systemUTC());
    }

    void fillRows(int many) {
        eachIn(
                many,
                number -> {
                    var server = listing(number);
                    servers.hold(Purl.parse(server.purl()));
                    servers.list(server, List.of());
                });
    }

    void fillRecords(int many) {
        eachIn(many, number -> records.keep(record(number), 1));
    }

    /** Ten releases of each server, the last one served with a closure. */
    void fillReleases() {
        var jdbc = Database.POSTGRESQL.jdbc();
        jdbc.sql(
                        """
                        INSERT INTO release (id, purl, package_purl, version, state, state_reason,
                          stage, sha256, integrity, created_at, updated_at)
                        SELECT md5(s.id || n), s.package_purl || '@1.' || n || '.0', s.package_purl,
                          '1.' || n || '.0', CASE n WHEN :last THEN 'APPROVED' ELSE 'EXPIRED' END,
                          'made for a benchmark', 'PRODUCTION', md5(s.id) || md5(s.id || n),
                          'sha512-' || repeat('A', 86) || '==', now(), now()
                        FROM server s CROSS JOIN generate_series(1, :last) n
                        """)
                .param("last", RELEASES)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO closure_package (release_id, path, purl, package_name, version,
                          integrity, optional, manifest)
                        SELECT r.id, 'node_modules/lib-' || n,
                          'pkg:npm/lib-' || (abs(hashtext(r.id || n)) % 5000) || '@1.0.0',
                          'lib', '1.0.0', r.integrity, FALSE, '{}'
                        FROM release r CROSS JOIN generate_series(1, :packages) n
                        WHERE r.state = 'APPROVED'
                        """)
                .param("packages", PACKAGES)
                .update();
    }

    private interface Deed {
        void of(int number);
    }

    private static void eachIn(int many, Deed deed) {
        var transactions = Database.POSTGRESQL.transactions();
        for (var i = 0; i < many; i += AT_ONCE) {
            var first = i;
            transactions.executeWithoutResult(
                    status -> {
                        for (var k = first; k < Math.min(many, first + AT_ONCE); k++) {
                            deed.of(k);
                        }
                    });
        }
    }

    private static Purl purl(int number) {
        return Purl.npm("@scope-" + number % 400 + "/server-" + number, null);
    }

    private ServerListing listing(int number) {
        var purl = purl(number);
        var state = random.nextInt(10) < 7 ? ReleaseState.APPROVED : pick(ReleaseState.values());
        var release = Id.random();
        var hosts = new ArrayList<ServerListing.Destination>();
        for (var i = 0; i < 1 + random.nextInt(5); i++) {
            hosts.add(
                    new ServerListing.Destination(
                            "api"
                                    + (random.nextInt(4) == 0 ? random.nextInt(20) : number * 7 + i)
                                    + ".example.com",
                            random.nextBoolean(),
                            true));
        }
        var due = LocalDate.now().plusDays(random.nextInt(400) - 20);
        return new ServerListing(
                Servers.id(purl),
                purl.toString(),
                List.of(),
                "npm",
                purl.packageName(),
                state,
                state == ReleaseState.APPROVED
                        ? List.of(
                                new ServerListing.Served(
                                        release,
                                        "1." + number % 30 + ".0",
                                        pick(Stage.values()),
                                        Instant.now()))
                        : List.of(),
                new ServerListing.Newest(release, "1." + number % 30 + ".0", state),
                RELEASES,
                random.nextInt(20) == 0 ? null : pick(Tier.values()),
                List.of("Team " + number % 150),
                List.of(random.nextBoolean() ? "personal" : "nobody"),
                hosts,
                true,
                state == ReleaseState.APPROVED ? due : null,
                null,
                0,
                random.nextInt(6) == 0 ? random.nextInt(9) : 0,
                "high",
                random.nextInt(20) == 0 ? 1 : 0,
                false,
                Instant.now());
    }

    /** Ten releases, six tools, three destinations, a system, a consumer, and what was decided. */
    private static ServerRecord record(int number) {
        var purl = purl(number);
        var entries = new ArrayList<Entry>();
        entries.add(entry(Subject.SERVER, "", number));
        for (var n = 1; n <= RELEASES; n++) {
            var version = "1." + n + ".0";
            var fields = fields(Subject.RELEASE, number * 31 + n);
            fields.put(Field.RELEASE_VERSION, known(version));
            fields.put(Field.RELEASE_STATE, known(n == RELEASES ? "approved" : "expired"));
            entries.add(new Entry(Subject.RELEASE, version, fields));
        }
        add(entries, Subject.TOOL, 6, number);
        add(entries, Subject.DESTINATION, 3, number);
        add(entries, Subject.SYSTEM, 1, number);
        add(entries, Subject.CONSUMER, 1, number);
        add(entries, Subject.DECISION, RELEASES, number);
        return new ServerRecord(Servers.id(purl), purl.toString(), purl.packageName(), entries);
    }

    private static void add(List<Entry> entries, Subject subject, int many, int number) {
        for (var i = 0; i < many; i++) {
            entries.add(entry(subject, subject.words() + "-" + i, number * 31 + i));
        }
    }

    private static Entry entry(Subject subject, String key, int seed) {
        return new Entry(subject, key, fields(subject, seed));
    }

    /** Two of three fields are known, with words of their own. */
    private static Map<Field, Value> fields(Subject subject, int seed) {
        var fields = new EnumMap<Field, Value>(Field.class);
        var position = 0;
        for (var field : Field.of(subject)) {
            // Where it is empty, a release is one of the package that the server is listed by.
            if (position++ % 3 != 0 && field != Field.RELEASE_PACKAGE) {
                fields.put(field, known(word(field, seed)));
            }
        }
        return fields;
    }

    private static String word(Field field, int seed) {
        return switch (field.form().kind()) {
            case LINE, TEXT -> field.label() + " of number " + seed;
            case CHOICE -> field.form().options().getFirst();
            case YES_NO -> seed % 2 == 0 ? "yes" : "no";
            case NUMBER -> Integer.toString(Math.abs(seed));
            case DAY -> "2026-11-01";
            case INSTANT -> AT.toString();
            case COUNTRY -> seed % 4 == 0 ? "US" : "GB";
        };
    }

    private static Value known(String word) {
        return Value.stated("a benchmark", AT, List.of(word));
    }

    private <E> E pick(E[] values) {
        return values[random.nextInt(values.length)];
    }
}
