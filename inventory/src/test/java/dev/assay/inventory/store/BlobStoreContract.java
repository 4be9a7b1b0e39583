package dev.assay.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What every blob store does. */
public abstract class BlobStoreContract {

    private static final byte[] BYTES = "some bytes".getBytes(StandardCharsets.UTF_8);

    @TempDir Path directory;
    private BlobStore blobs;

    /** An empty store. */
    protected abstract BlobStore open(Path directory) throws IOException;

    /** Changes the bytes of a blob behind the store's back. */
    protected abstract void alter(Path directory, Sha256 digest) throws IOException;

    @BeforeEach
    final void openStore() throws IOException {
        blobs = open(directory.resolve("blobs"));
    }

    @Test
    final void givesBackWhatItWasGiven() throws IOException {
        var digest = blobs.put(BYTES);

        assertThat(digest).isEqualTo(Sha256.of(BYTES));
        assertThat(blobs.read(digest)).contains(BYTES);
        assertThat(blobs.file(digest))
                .hasValueSatisfying(file -> assertThat(file).hasBinaryContent(BYTES));
        assertThat(blobs.verify(digest)).contains(digest);
    }

    @Test
    final void forgetsABlobAndKeepsItAgain() throws IOException {
        var digest = blobs.put(BYTES);
        var other = blobs.put(new byte[1]);

        blobs.discard(digest);
        blobs.discard(digest);

        assertThat(blobs.read(digest)).isEmpty();
        assertThat(blobs.read(other)).isPresent();
        assertThat(blobs.put(BYTES)).isEqualTo(digest);
        assertThat(blobs.read(digest)).contains(BYTES);
    }

    @Test
    final void namesEachBlobThatItHasAndNoOther() throws IOException {
        var kept = Set.of(blobs.put(BYTES), blobs.put(new byte[1]), blobs.put(new byte[2]));
        var gone = blobs.put(new byte[3]);
        blobs.discard(gone);

        var named = new ArrayList<Sha256>();
        blobs.each(named::add);

        assertThat(named).containsAll(kept).doesNotContain(gone).doesNotHaveDuplicates();
        assertThat(blobs.has(gone)).isFalse();
        for (var each : kept) {
            assertThat(blobs.has(each)).isTrue();
        }
    }

    @Test
    final void leavesAFileThatIsReadWhereItIsWhileOthersAreKept() throws IOException {
        var digest = blobs.put(BYTES);
        var file = blobs.file(digest).orElseThrow();

        for (var i = 0; i < 20; i++) {
            blobs.file(blobs.put(new byte[100_000 + i])).orElseThrow();
        }

        assertThat(file).hasBinaryContent(BYTES);
    }

    @Test
    final void keepsAFileAndLeavesItWhereItIs() throws IOException {
        var file = Files.write(directory.resolve("upload"), BYTES);

        var digest = blobs.put(file);

        assertThat(blobs.read(digest)).contains(BYTES);
        assertThat(file).exists();
    }

    @Test
    final void knowsWhatItDoesNotHave() throws IOException {
        var digest = Sha256.of(BYTES);

        assertThat(blobs.read(digest)).isEmpty();
        assertThat(blobs.file(digest)).isEmpty();
        assertThat(blobs.verify(digest)).isEmpty();
    }

    @Test
    final void keepsAnEmptyBlob() throws IOException {
        assertThat(blobs.read(blobs.put(new byte[0]))).contains(new byte[0]);
    }

    @Test
    final void keepsTheSameBytesOnceHoweverManyBringThem() throws Exception {
        var large = new byte[1 << 20];
        try (var threads = Executors.newFixedThreadPool(8)) {
            var puts = new ArrayList<Future<Sha256>>();
            for (var i = 0; i < 32; i++) {
                puts.add(threads.submit(() -> blobs.put(large)));
            }
            for (var put : puts) {
                assertThat(put.get()).isEqualTo(Sha256.of(large));
            }
        }

        assertThat(blobs.verify(Sha256.of(large))).contains(Sha256.of(large));
    }

    @Test
    final void reportsAnAlteredBlobAndNeverHandsItOut() throws IOException {
        var digest = blobs.put(BYTES);
        alter(directory.resolve("blobs"), digest);

        assertThatThrownBy(() -> blobs.read(digest))
                .isInstanceOfSatisfying(
                        AlteredBlobException.class,
                        e -> {
                            assertThat(e.expected()).isEqualTo(digest);
                            assertThat(e.actual()).isNotEqualTo(digest);
                        });
        assertThat(blobs.verify(digest)).isPresent().get().isNotEqualTo(digest);
    }
}
