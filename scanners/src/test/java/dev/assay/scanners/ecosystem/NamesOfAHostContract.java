package dev.assay.scanners.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.HostUpstream;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/**
 * What holds of names below a host wherever a further upstream stands for some of them. Both are
 * real servers; that one of them was not asked shows by its being away.
 */
public abstract class NamesOfAHostContract {

    /** The two servers. */
    protected enum At {
        HOST,
        OWN
    }

    @TempDir protected Path folder;

    /** A release of this name below the host, as requests name it. */
    protected abstract Purl release(String name, String version);

    protected abstract void publish(At at, String name, String version);

    protected abstract void goAway(At at);

    /** The server {@link At#OWN} as an upstream for names of the host. */
    protected abstract HostUpstream own(String... namespaces);

    protected abstract Upstream open(HostUpstream... others);

    private static boolean isThere(Upstream upstream, Purl release) throws Exception {
        return upstream.find(release) instanceof LookupOutcome.Found;
    }

    private static boolean isNowhere(Upstream upstream, Purl release) throws Exception {
        var found = upstream.find(release);
        return found instanceof LookupOutcome.NoPackage || found instanceof LookupOutcome.NoVersion;
    }

    @Test
    void asksAPrivateUpstreamAloneForWhatIsBoundToIt() throws Exception {
        publish(At.OWN, "acme/mail", "1.0.0");
        goAway(At.HOST);
        try (var upstream = open(own("acme/*"))) {
            assertThat(upstream.find(release("acme/mail", "1.0.0")))
                    .isInstanceOfSatisfying(
                            LookupOutcome.Found.class,
                            found -> {
                                try {
                                    assertThat(found.release().fetch(folder.resolve("file")))
                                            .isInstanceOf(FetchOutcome.Fetched.class);
                                } catch (InterruptedException e) {
                                    throw new AssertionError(e);
                                }
                            });
        }
    }

    @Test
    void neverFallsThroughWhenThePrivateUpstreamHasNoneOrIsAway() throws Exception {
        publish(At.HOST, "acme/mail", "1.0.0");
        publish(At.OWN, "acme/other", "1.0.0");
        try (var upstream = open(own("acme"))) {
            assertThat(isNowhere(upstream, release("acme/mail", "1.0.0"))).isTrue();
            goAway(At.OWN);
            assertThat(upstream.find(release("acme/mail", "1.0.0")))
                    .isInstanceOf(LookupOutcome.Unavailable.class);
        }
    }

    @Test
    void asksAPrivateUpstreamForNothingElse() throws Exception {
        publish(At.OWN, "acmex/mail", "1.0.0");
        publish(At.HOST, "public/mail", "1.0.0");
        try (var upstream = open(own("acme"))) {
            assertThat(isNowhere(upstream, release("acmex/mail", "1.0.0"))).isTrue();
            assertThat(isThere(upstream, release("public/mail", "1.0.0"))).isTrue();
        }
    }

    @Test
    void givesANameToTheFirstThatHasItForGood() throws Exception {
        publish(At.HOST, "both/mail", "1.0.0");
        publish(At.OWN, "both/mail", "2.0.0");
        publish(At.OWN, "late/mail", "1.0.0");
        try (var upstream = open(own())) {
            assertThat(isThere(upstream, release("both/mail", "1.0.0"))).isTrue();
            assertThat(isNowhere(upstream, release("both/mail", "2.0.0"))).isTrue();
            assertThat(isThere(upstream, release("late/mail", "1.0.0"))).isTrue();

            publish(At.HOST, "late/mail", "2.0.0");
            assertThat(isNowhere(upstream, release("late/mail", "2.0.0"))).isTrue();
            goAway(At.HOST);
            assertThat(isThere(upstream, release("late/mail", "1.0.0"))).isTrue();
        }
    }

    @Test
    void asksNobodyWhileOneThatComesBeforeIsAway() throws Exception {
        publish(At.OWN, "late/mail", "1.0.0");
        goAway(At.HOST);
        try (var upstream = open(own())) {
            assertThat(upstream.find(release("late/mail", "1.0.0")))
                    .isInstanceOf(LookupOutcome.Unavailable.class);
        }
    }
}
