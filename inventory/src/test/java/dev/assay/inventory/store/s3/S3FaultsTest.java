package dev.assay.inventory.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.inventory.store.AlteredBlobException;
import dev.assay.inventory.store.Samples;
import dev.assay.inventory.store.s3.Relay.Mood;
import dev.assay.inventory.store.s3.S3Fault.Kind;
import dev.assay.scanners.coordinates.Sha256;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A real object store behind a way that is bad. */
class S3FaultsTest {

    @TempDir Path here;
    private final byte[] bytes = new byte[200_000];
    private Sha256 digest;
    private S3Place direct;
    private Relay relay;
    private S3BlobStore blobs;

    @BeforeEach
    void keepOneAndForgetItsCopy() throws Exception {
        new Random(1).nextBytes(bytes);
        var proxy = S3Proxy.running();
        direct = proxy.bucket(Samples.name());
        relay = new Relay(proxy.endpoint());
        try (var straight = S3BlobStore.open(direct, here.resolve("straight"), 1 << 20)) {
            digest = straight.put(bytes);
        }
        blobs = S3BlobStore.open(throughRelay(S3Proxy.KEY), here.resolve("relayed"), 1 << 20);
    }

    private S3Place throughRelay(S3Place.Key key) {
        return S3Proxy.place(direct.bucket(), relay.endpoint(), key);
    }

    @AfterEach
    void close() throws IOException {
        if (blobs != null) {
            blobs.close();
        }
        if (relay != null) {
            relay.close();
        }
    }

    @Test
    void asksAgainForWhatComesCutOff() throws IOException {
        relay.turns(Mood.CUTS, 2);

        assertThat(blobs.read(digest)).contains(bytes);
        assertThat(relay.badAnswers()).isEqualTo(2);
    }

    @Test
    void givesUpOnWhatAlwaysComesCutOffAndLeavesNoHalfCopy() throws IOException {
        relay.turns(Mood.CUTS);

        var fault = fault(() -> blobs.file(digest));

        assertThat(fault.kind()).isEqualTo(Kind.CUT_OFF);
        assertThat(fault).hasMessageContaining("asked 3 times");
        assertThat(here.resolve("relayed").resolve("unfinished")).isEmptyDirectory();
        relay.turns(Mood.HONEST);
        assertThat(blobs.read(digest)).contains(bytes);
    }

    @Test
    void neverHandsOutWhatWasChangedOnItsWay() throws IOException {
        relay.turns(Mood.LIES);

        assertThatThrownBy(() -> blobs.file(digest)).isInstanceOf(AlteredBlobException.class);
        assertThat(blobs.verify(digest)).isPresent().get().isNotEqualTo(digest);
        relay.turns(Mood.HONEST);
        assertThat(blobs.read(digest)).contains(bytes);
    }

    @Test
    void asksAgainWhereTheStoreFailsAndGivesUpInTheEnd() throws IOException {
        relay.turns(Mood.FAILS, 2);
        assertThat(blobs.read(digest)).contains(bytes);

        relay.turns(Mood.FAILS);
        var another = Sha256.of(new byte[7]);
        var reading = fault(() -> blobs.read(another));
        var looking = fault(() -> blobs.has(digest));
        var keeping = fault(() -> blobs.put(new byte[8]));

        assertThat(reading.kind()).isEqualTo(Kind.AWAY);
        assertThat(reading).hasMessageContaining("(500").hasMessageContaining("try again");
        assertThat(looking.kind()).isEqualTo(Kind.AWAY);
        assertThat(keeping.kind()).isEqualTo(Kind.AWAY);
        assertThat(relay.badAnswers()).isLessThanOrEqualTo(9);
    }

    @Test
    void givesUpOnWhatSpeaksNoHttp() throws IOException {
        relay.turns(Mood.BABBLES);

        assertThat(fault(() -> blobs.read(digest)).kind()).isEqualTo(Kind.AWAY);
        assertThat(fault(() -> blobs.put(new byte[9])).kind()).isEqualTo(Kind.AWAY);
    }

    @Test
    void servesWhatItHasACopyOfWhileTheStoreIsAway() throws IOException {
        assertThat(blobs.file(digest)).isPresent();
        relay.turns(Mood.FAILS);

        assertThat(blobs.read(digest)).contains(bytes);
        assertThat(blobs.verify(digest)).contains(digest);
    }

    @Test
    void waitsForNoStoreThatIsSilent() throws IOException {
        relay.turns(Mood.SILENT);
        var began = System.nanoTime();

        var fault = fault(() -> blobs.read(digest));

        assertThat(fault.kind()).isEqualTo(Kind.AWAY);
        assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
    }

    @Test
    void waitsForNoStoreThatTrickles() throws IOException {
        var small = new byte[20_000];
        try (var straight = S3BlobStore.open(direct, here.resolve("straight"), 1 << 20)) {
            straight.put(small);
        }
        relay.turns(Mood.TRICKLES);
        var began = System.nanoTime();

        var fault = fault(() -> blobs.read(Sha256.of(small)));

        assertThat(fault.kind()).isEqualTo(Kind.CUT_OFF);
        assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
    }

    @Test
    void saysWhichSettingIsWrong() throws IOException {
        var wrongSecret = new S3Place.Key(S3Proxy.KEY.id(), "not-that-secret");
        var wrongKey = new S3Place.Key("nobody", "not-that-secret");

        assertThat(opening(throughRelay(wrongSecret)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
                .hasMessageContaining("403 SignatureDoesNotMatch")
                .hasMessageContaining("secret-access-key-file")
                .hasMessageNotContaining("not-that-secret");
        assertThat(opening(throughRelay(wrongKey)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
                .hasMessageContaining("access-key-id");
        assertThat(opening(S3Proxy.place("no-such-bucket", relay.endpoint(), S3Proxy.KEY)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NO_BUCKET))
                .hasMessageContaining("no such bucket");
    }

    @Test
    void saysSoWhenNobodyListens() throws IOException {
        URI nobody;
        try (var free = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }

        assertThat(opening(S3Proxy.place("any-bucket", nobody, S3Proxy.KEY)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.AWAY))
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("assay.blobs.s3.endpoint");
    }

    private S3Fault opening(S3Place place) throws IOException {
        var folder = Files.createTempDirectory(here, "opened");
        return fault(() -> S3BlobStore.open(place, folder, 1 << 20).close());
    }

    private static S3Fault fault(ThrowingCallable call) {
        return catchThrowableOfType(S3Fault.class, call);
    }
}
