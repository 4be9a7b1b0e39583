package dev.assay.scanners.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What every ecosystem does, whatever its protocol. Whoever adds one extends this with a server of
 * that protocol on loopback, and is done when it passes.
 */
public abstract class UpstreamContract {

    @TempDir Path folder;

    private Upstream upstream;

    /** A client of the server that the test publishes to. */
    protected abstract Upstream open();

    protected abstract void stop();

    /** The name of a package, without a version. */
    protected abstract Purl named(String name);

    /**
     * Publishes a version of a package.
     *
     * @param needs a name of {@link #named} that it depends on in version 1.0.0, or empty
     */
    protected abstract void publish(Purl release, String needs);

    /** Publishes a version whose file would be harmful to unpack. */
    protected abstract void publishHostile(Purl release);

    /** Turns a bit of a file, and leaves what is promised of it. */
    protected abstract void alter(Purl release);

    protected abstract void withdraw(Purl release);

    /** Answers everything by 503 from now on. */
    protected abstract void goAway();

    /** Whether a closure holds what its release needs, and not the release alone. */
    protected boolean resolvesDependencies() {
        return true;
    }

    /** Whether somebody lists the versions of a package. */
    protected boolean listsVersions() {
        return true;
    }

    /** A version of a package as package URLs name it. */
    protected Purl release(String name, String version) {
        return named(name).withVersion(version);
    }

    @BeforeEach
    void begin() {
        upstream = open();
    }

    @AfterEach
    void end() {
        upstream.close();
        stop();
    }

    private Purl publish(String name, String needs) {
        var release = release(name, "1.0.0");
        publish(release, needs);
        return release;
    }

    private FetchOutcome fetch(Purl release) throws Exception {
        return upstream.find(release) instanceof LookupOutcome.Found(var offered)
                ? offered.fetch(folder.resolve("file"))
                : new FetchOutcome.NotFound(String.valueOf(upstream.find(release)));
    }

    @Test
    void fetchesACleanVersionAndReadsIt() throws Exception {
        var release = publish("clean", "");

        assertThat(fetch(release)).isInstanceOf(Fetched.class);
        var file = folder.resolve("file");
        var fetched = (Fetched) fetch(release);
        assertThat(fetched.sha256()).isEqualTo(Sha256.of(Files.readAllBytes(file)));
        assertThat(fetched.size()).isEqualTo(Files.size(file));
        assertThat(read(release, file)).isInstanceOf(ReadOutcome.Read.class);
        var tree = ((ReadOutcome.Read) read(release, file)).tree();
        assertThat(tree.files()).isNotEmpty();
        assertThat(tree.hazards()).isEmpty();
    }

    @Test
    void locksAClosureWhoseFilesAreWhatTheyWereLockedAs() throws Exception {
        publish("needed", "");
        var release = publish("root", "needed");

        var taken = new HashMap<Integrity, Purl>();
        var outcome = upstream.resolve(release, (purl, file) -> taken.put(file.integrity(), purl));

        assertThat(outcome).isInstanceOf(ClosureOutcome.Resolved.class);
        var closure = closure(outcome);
        assertThat(closure.root()).isEqualTo(release);
        assertThat(closure.packages().getFirst().path()).isEmpty();
        assertThat(closure.packages())
                .extracting(each -> each.purl())
                .isEqualTo(
                        resolvesDependencies()
                                ? List.of(release, named("needed").withVersion("1.0.0"))
                                : List.of(release));
        for (var locked : closure.packages()) {
            var again = upstream.fetch(locked, folder.resolve("again"));
            assertThat(again).isInstanceOf(Fetched.class);
            assertThat(((Fetched) again).integrity()).isEqualTo(locked.integrity());
        }
        // What the release itself is locked as is what it was fetched as a moment before.
        assertThat(((Fetched) fetch(release)).integrity())
                .isEqualTo(closure.packages().getFirst().integrity());
    }

    @Test
    void tellsAnUnknownPackageFromAnUnknownVersion() throws Exception {
        var release = publish("versions", "");

        var unknown = release("versions", "1.0.1");
        if (listsVersions()) {
            assertThat(upstream.find(release("nobody", "1.0.0")))
                    .isInstanceOf(LookupOutcome.NoPackage.class);
            assertThat(upstream.resolve(release("nobody", "1.0.0"), (purl, file) -> {}))
                    .isInstanceOfSatisfying(
                            ClosureOutcome.Unresolvable.class,
                            told -> assertThat(told.reason()).doesNotContain("NoPackage"));
        }
        assertThat(upstream.find(release)).isInstanceOf(LookupOutcome.Found.class);
        assertThat(upstream.find(unknown))
                .isInstanceOfSatisfying(
                        LookupOutcome.NoVersion.class,
                        missing ->
                                assertThat(missing.near())
                                        .contains(listsVersions() ? "1.0.0" : "1.0.1"));
        assertThat(upstream.resolve(unknown, (purl, file) -> {}))
                .isInstanceOf(ClosureOutcome.Unresolvable.class);
    }

    @Test
    void refusesAFileInWhichOneBitIsAnother() throws Exception {
        publish("needed", "");
        var release = publish("altered", "needed");
        var closure = closure(upstream.resolve(release, (purl, file) -> {}));

        alter(release);

        assertThat(fetch(release)).isInstanceOf(FetchOutcome.IntegrityMismatch.class);
        assertThat(upstream.fetch(closure.packages().getFirst(), folder.resolve("again")))
                .isInstanceOf(FetchOutcome.IntegrityMismatch.class);
    }

    @Test
    void seesThatAVersionWasWithdrawn() throws Exception {
        var release = publish("withdrawn", "");
        publish(release("withdrawn", "1.1.0"), "");
        var closure = closure(upstream.resolve(release, (purl, file) -> {}));
        assertThat(offer(release))
                .isEqualTo(listsVersions() ? Map.of("1.0.0", true, "1.1.0", true) : Map.of());

        withdraw(release);

        assertThat(offer(release)).isEqualTo(listsVersions() ? Map.of("1.1.0", true) : Map.of());
        assertThat(upstream.find(release)).isInstanceOf(LookupOutcome.NoVersion.class);
        assertThat(upstream.fetch(closure.packages().getFirst(), folder.resolve("again")))
                .isInstanceOf(FetchOutcome.NotFound.class);
    }

    @Test
    void saysThatTheUpstreamIsAwayAndNothingElse() throws Exception {
        var release = publish("away", "");
        var locked = closure(upstream.resolve(release, (purl, file) -> {})).packages().getFirst();

        goAway();

        assertThat(upstream.find(release)).isInstanceOf(LookupOutcome.Unavailable.class);
        assertThat(upstream.resolve(release, (purl, file) -> {}))
                .isInstanceOf(ClosureOutcome.UpstreamAway.class);
        assertThat(upstream.fetch(locked, folder.resolve("again")))
                .isInstanceOf(FetchOutcome.Unavailable.class);
        assertThat(upstream.versions(release.withVersion(null), null))
                .isInstanceOf(
                        listsVersions()
                                ? VersionsOutcome.Unavailable.class
                                : VersionsOutcome.Unlisted.class);
    }

    @Test
    void namesWhatIsHarmfulInAnArchive() throws Exception {
        var release = release("hostile", "1.0.0");
        publishHostile(release);

        assertThat(fetch(release)).isInstanceOf(Fetched.class);
        var read = read(release, folder.resolve("file"));

        assertThat(read).isInstanceOf(ReadOutcome.Read.class);
        assertThat(((ReadOutcome.Read) read).tree().hazards()).isNotEmpty();
    }

    @Test
    void namesOneVersionExactly() {
        var ecosystem = upstream.ecosystem();

        assertThat(ecosystem.flaw(release("clean", "1.0.0"))).isEmpty();
        for (var moving : new String[] {"^1.0.0", "[1.0,2.0)", "../1.0.0"}) {
            assertThat(ecosystem.flaw(named("clean").withVersion(moving))).as(moving).isPresent();
        }
        var version = ecosystem.version("1.10.0").orElseThrow();
        assertThat(version).isGreaterThan(ecosystem.version("1.9.0").orElseThrow());
        assertThat(version.isPrerelease()).isFalse();
        assertThat(version.line()).isEqualTo(ecosystem.version("1.0.0").orElseThrow().line());
    }

    private ReadOutcome read(Purl release, Path file) {
        return upstream.ecosystem().read(file, release, ArchiveLimits.DEFAULT, Clock.systemUTC());
    }

    private static Closure closure(ClosureOutcome outcome) {
        return outcome instanceof ClosureOutcome.Resolved(var closure)
                ? closure
                : fail("not resolved: " + outcome);
    }

    /** The versions that are listed, and whether each can be had. */
    private Map<String, Boolean> offer(Purl release) throws Exception {
        var offers = new HashMap<String, Boolean>();
        if (upstream.versions(release.withVersion(null), null)
                instanceof VersionsOutcome.Found(var versions)) {
            versions.all()
                    .forEach(
                            each ->
                                    offers.put(
                                            each, versions.find(each).orElseThrow().fetchable()));
        }
        return offers;
    }
}
