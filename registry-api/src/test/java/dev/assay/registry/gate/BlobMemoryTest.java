package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** The small blobs in memory. */
class BlobMemoryTest {

    @TempDir Path folder;
    private final BlobMemory memory = new BlobMemory();

    private Sha256 kept(int number, int size) throws IOException {
        var bytes = bytes(number, size);
        var digest = Sha256.of(bytes);
        memory.keep(digest, Files.write(folder.resolve("blob"), bytes), size);
        return digest;
    }

    private static byte[] bytes(int number, int size) {
        return ByteBuffer.allocate(size).putInt(number).array();
    }

    @Test
    void keepsWhatIsSmall() throws IOException {
        var small = kept(1, BlobMemory.LARGEST_BYTES);
        var large = kept(2, BlobMemory.LARGEST_BYTES + 1);

        assertThat(memory.get(small))
                .isEqualTo(ByteBuffer.wrap(bytes(1, BlobMemory.LARGEST_BYTES)));
        assertThat(memory.get(large)).isNull();
    }

    @Test
    void keepsNoBytesThatAreNotThoseOfTheirDigest() throws IOException {
        var digest = Sha256.of(bytes(1, 10));

        memory.keep(digest, Files.write(folder.resolve("other"), bytes(2, 10)), 10);

        assertThat(memory.get(digest)).isNull();
    }

    @Test
    void makesRoomByWhatWasNotAskedForLongest() throws IOException {
        var most = (int) (BlobMemory.MOST_BYTES / BlobMemory.LARGEST_BYTES) - 1;
        var digests = new ArrayList<Sha256>();
        for (var number = 0; number < most; number++) {
            digests.add(kept(number, BlobMemory.LARGEST_BYTES));
        }
        assertThat(digests).allMatch(digest -> memory.get(digest) != null);
        // The first was asked for after the second and the last came.
        kept(most, 4);
        memory.get(digests.getFirst());

        var one = kept(most + 1, BlobMemory.LARGEST_BYTES);

        assertThat(memory.get(one)).isNotNull();
        assertThat(memory.get(digests.getFirst())).isNotNull();
        assertThat(digests)
                .filteredOn(digest -> memory.get(digest) == null)
                .hasSizeBetween(most / 4, most / 4 + 2);
    }

    @Test
    void forgets() throws IOException {
        var digest = kept(1, 10);

        memory.forget(digest);

        assertThat(memory.get(digest)).isNull();
    }
}
