package dev.assay.inventory.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.BlobStoreContract;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.core.sync.RequestBody;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** On a real object store. */
class S3BlobStoreTest extends BlobStoreContract {

    private static final long BOUND = 1_000_000;

    @TempDir Path here;
    private final List<S3BlobStore> opened = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private S3Proxy proxy;
    private S3Place place;

    @BeforeEach
    void makeBucket() throws Exception {
        place();
    }

    private S3Place place() throws Exception {
        if (place == null) {
            proxy = S3Proxy.running();
            place = proxy.bucket(Samples.name());
        }
        return place;
    }

    @AfterEach
    void close() throws IOException {
        for (var each : opened) {
            each.close();
        }
    }

    @Override
    protected BlobStore open(Path directory) throws IOException {
        try {
            return opened(directory);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private S3BlobStore opened(Path directory) throws Exception {
        var store = S3BlobStore.open(place(), directory, BOUND, nanos::get);
        opened.add(store);
        return store;
    }

    @Override
    protected void alter(Path directory, Sha256 digest) throws IOException {
        overwrite(digest, "other bytes");
        Files.delete(copy(directory, digest));
    }

    private void overwrite(Sha256 digest, String bytes) {
        try (var client = proxy.client()) {
            client.putObject(
                    request -> request.bucket(place.bucket()).key(key(digest)),
                    RequestBody.fromString(bytes));
        }
    }

    private static String key(Sha256 digest) {
        return "some/where/sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex();
    }

    private static Path copy(Path directory, Sha256 digest) {
        return directory
                .resolve("sha256")
                .resolve(digest.hex().substring(0, 2))
                .resolve(digest.hex());
    }

    @Test
    void isReadByAnotherNodeAndKeepsWhatBothBringOnce() throws Exception {
        var one = opened(here.resolve("one"));
        var other = opened(here.resolve("other"));
        var bytes = new byte[400_000];

        var digest = one.put(bytes);

        assertThat(other.read(digest)).contains(bytes);
        assertThat(other.put(bytes)).isEqualTo(digest);
        try (var client = proxy.client()) {
            assertThat(client.headObject(r -> r.bucket(place.bucket()).key(key(digest))))
                    .satisfies(head -> assertThat(head.contentLength()).isEqualTo(400_000));
        }
    }

    @Test
    void saysSoWhenWhatLiesThereIsNotWhatIsToBeKept() throws Exception {
        var bytes = "right".getBytes(StandardCharsets.UTF_8);
        var store = opened(here.resolve("one"));
        overwrite(Sha256.of(bytes), "wrong size");

        assertThatThrownBy(() -> store.put(bytes))
                .hasMessageContaining("has 10 bytes instead of 5")
                .hasMessageContaining("somebody changed it there");
    }

    @Test
    void bringsAgainACopyThatWasAlteredOnThisDisk() throws Exception {
        var bytes = "right".getBytes(StandardCharsets.UTF_8);
        var folder = here.resolve("one");
        var store = opened(folder);
        var digest = store.put(bytes);
        Files.writeString(copy(folder, digest), "wrong");

        assertThat(store.read(digest)).contains(bytes);

        Files.writeString(copy(folder, digest), "wrong");
        assertThat(store.verify(digest)).contains(digest);
        assertThat(store.file(digest))
                .hasValueSatisfying(file -> assertThat(file).hasBinaryContent(bytes));
    }

    @Test
    void keepsNoMoreCopiesThanFitAndNoneOfThoseInUse() throws Exception {
        var folder = here.resolve("one");
        var store = opened(folder);
        var inUse = store.file(store.put(new byte[300_000])).orElseThrow();
        for (var i = 1; i <= 5; i++) {
            store.put(new byte[300_000 + i]);
        }

        assertThat(store.cached()).isLessThanOrEqualTo(BOUND);
        assertThat(inUse).exists();

        nanos.addAndGet(BlobStore.LENT.toNanos());
        for (var i = 6; i <= 10; i++) {
            store.put(new byte[300_000 + i]);
        }
        assertThat(inUse).doesNotExist();
        assertThat(store.cached()).isLessThanOrEqualTo(BOUND);
    }

    @Test
    void passesTheBoundRatherThanTakeAwayWhatIsInUse() throws Exception {
        var store = opened(here.resolve("one"));
        var files = new ArrayList<Path>();
        for (var i = 1; i <= 5; i++) {
            files.add(store.file(store.put(new byte[300_000 + i])).orElseThrow());
        }

        assertThat(files).allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void knowsItsCopiesAfterARestartAndDropsWhatWasUnfinished() throws Exception {
        var folder = here.resolve("one");
        var before = opened(folder);
        var digest = before.put(new byte[100]);
        Files.writeString(folder.resolve("unfinished").resolve("blob1"), "half");
        before.close();

        var after = opened(folder);

        assertThat(after.cached()).isGreaterThanOrEqualTo(100);
        assertThat(after.file(digest)).isPresent();
        assertThat(folder.resolve("unfinished")).isEmptyDirectory();
    }

    @Test
    void leavesTheFolderOfAnotherAlone() throws Exception {
        opened(here.resolve("one"));

        assertThatThrownBy(() -> opened(here.resolve("one")))
                .hasMessageContaining("is used by another Assay")
                .hasMessageContaining("assay.blobs.cache-directory");
    }
}
