package dev.assay.web.nodes;

import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.Alterations;
import dev.assay.registry.gate.Decision;
import dev.assay.registry.gate.GateSnapshot;
import dev.assay.registry.gate.HeldPackage;
import dev.assay.registry.gate.KnownRelease;
import dev.assay.registry.gate.Scope;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a decision costs with 200,000 approved packages in memory, two thousand closures of a
 * hundred.
 */
final class Deciding {

    private static final int CLOSURES = 2_000;
    private static final int PACKAGES = 100;
    private static final int ROUNDS = 7;
    private static final int DECISIONS = 1_000_000;

    private Deciding() {}

    static void measure() {
        var now = Instant.now();
        // Where alterations are written down, of which there are none here.
        var fetches =
                new FetchStore(JdbcClient.create(new SimpleDriverDataSource()), Clock.systemUTC());
        var scope =
                new Scope(
                        new GateSnapshot(now, releases(now)),
                        new Alterations(fetches),
                        Stage.PRODUCTION,
                        null,
                        now);
        System.out.printf(
                Locale.ROOT,
                "a decision with %,d approved packages: %.2f us to allow, %.2f us to refuse%n",
                CLOSURES * PACKAGES,
                micros(scope, true),
                micros(scope, false));
    }

    private static List<KnownRelease> releases(Instant now) {
        var releases = new ArrayList<KnownRelease>();
        for (var closure = 0; closure < CLOSURES; closure++) {
            var held = new ArrayList<HeldPackage>();
            for (var each = 0; each < PACKAGES; each++) {
                // Each package is in twenty closures by different versions, as common ones are.
                var purl = purl(closure / 20 * PACKAGES + each, "1.0." + closure);
                var sha256 = Sha256.of(purl.toString().getBytes(StandardCharsets.UTF_8));
                held.add(new HeldPackage(purl, Integrity.of(sha256), sha256, 1, "{}"));
            }
            releases.add(
                    new KnownRelease(
                            Id.random(),
                            held.getFirst().purl(),
                            ReleaseState.APPROVED,
                            "",
                            Stage.PRODUCTION,
                            now.plus(Duration.ofDays(1)),
                            now,
                            held,
                            List.of(),
                            null));
        }
        return releases;
    }

    private static Purl purl(int number, String version) {
        return Purl.npm("@scope" + number % 50 + "/package-" + number, version);
    }

    /** The median of several rounds, after two that are not counted. */
    private static double micros(Scope scope, boolean approved) {
        var random = new Random(1);
        var purls = new Purl[1 << 14];
        for (var each = 0; each < purls.length; each++) {
            var closure = random.nextInt(CLOSURES);
            var number = closure / 20 * PACKAGES + random.nextInt(PACKAGES);
            purls[each] = purl(number, approved ? "1.0." + closure : "2.0.0");
        }
        var took = new double[ROUNDS];
        var allowed = 0L;
        for (var round = -2; round < ROUNDS; round++) {
            var began = System.nanoTime();
            for (var each = 0; each < DECISIONS; each++) {
                if (scope.decide(purls[each & (purls.length - 1)]) instanceof Decision.Allowed) {
                    allowed++;
                }
            }
            if (round >= 0) {
                took[round] = (System.nanoTime() - began) / 1e3 / DECISIONS;
            }
        }
        var expected = approved ? (long) DECISIONS * (ROUNDS + 2) : 0;
        if (allowed != expected) {
            throw new IllegalStateException(allowed + " allowed, not " + expected);
        }
        Arrays.sort(took);
        return took[ROUNDS / 2];
    }
}
