package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.store.AlteredBlobException;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.FileBlobStore;
import dev.assay.registry.gate.VerifiedBlobs.Check;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The gate's blobs over a store that keeps copies for a while. */
class VerifiedBlobsTest {

    @TempDir Path folder;
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> asked = new ArrayList<>();
    private FileBlobStore files;
    private VerifiedBlobs blobs;
    private Sha256 digest;

    @BeforeEach
    void keepOne() throws IOException {
        files = new FileBlobStore(folder);
        digest = files.put(new byte[10]);
        blobs = over(Optional.empty());
    }

    /** The store, noted when it is asked. */
    private VerifiedBlobs over(Optional<IOException> instead) {
        var noting =
                (BlobStore)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {BlobStore.class},
                                (proxy, method, arguments) -> {
                                    asked.add(method.getName());
                                    if (instead.isPresent()) {
                                        throw instead.get();
                                    }
                                    try {
                                        return method.invoke(files, arguments);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                });
        return new VerifiedBlobs(noting, nanos::get);
    }

    @Test
    void asksTheStoreAgainBeforeACopyMayGoAndDoesNotReadItAgain() throws IOException {
        assertThat(blobs.check(digest)).isInstanceOf(Check.Sound.class);
        assertThat(blobs.atOnce(digest)).isPresent();
        assertThat(asked).containsExactly("file", "verify");

        nanos.addAndGet(BlobStore.LENT.toNanos() * 3 / 4);

        assertThat(blobs.atOnce(digest)).isEmpty();
        assertThat(blobs.check(digest)).isInstanceOf(Check.Sound.class);
        assertThat(blobs.atOnce(digest)).isPresent();
        assertThat(asked).containsExactly("file", "verify", "file");
    }

    @Test
    void readsACopyThatWasBroughtAnew() throws IOException {
        var first = (Check.Sound) blobs.check(digest);
        Files.move(first.file(), folder.resolve("gone"));
        Files.copy(folder.resolve("gone"), first.file());

        assertThat(blobs.check(digest)).isInstanceOf(Check.Sound.class);

        assertThat(asked).containsExactly("file", "verify", "file", "verify");
    }

    @Test
    void givesTheComparedBytesFromMemoryAndLooksAtTheFileASecondLater() throws IOException {
        var content = new byte[10];
        var first = (Check.Sound) blobs.check(digest);
        Files.write(first.file(), new byte[] {1, 2, 3});

        assertThat(blobs.atOnce(digest).orElseThrow().kept()).isEqualTo(ByteBuffer.wrap(content));
        nanos.addAndGet(1_000_000_000);

        assertThat(blobs.atOnce(digest)).isEmpty();
        assertThat(blobs.check(digest)).isInstanceOf(Check.Altered.class);
    }

    @Test
    void looksAtOnceWhereSomebodyReadsTheFile() throws IOException {
        var first = (Check.Sound) blobs.check(digest);
        Files.write(first.file(), new byte[] {1, 2, 3});

        assertThat(blobs.check(digest)).isInstanceOf(Check.Altered.class);
        assertThat(blobs.atOnce(digest)).isEmpty();
    }

    @Test
    void tellsWhatAStoreElsewhereDidNotHandOutAsAltered() throws IOException {
        var other = Sha256.of(new byte[11]);

        var check = over(Optional.of(new AlteredBlobException(digest, other))).check(digest);

        assertThat(check).isEqualTo(new Check.Altered(other));
    }
}
