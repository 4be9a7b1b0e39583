package dev.assay.registry.gate.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

final class FetchRequestTest {

    private static final String ID = "3f786850e387550fdab836ed7e6dc881de23001b";
    private static final String FLUSH = PacketLines.FLUSH;

    private static List<String> answered(boolean second, String... lines) throws IOException {
        var request = FetchRequest.read(PacketLines.write(List.of(lines)), false, second);
        return PacketLines.read(request.ofOneCommit());
    }

    @Test
    void givesOneCommitWhateverDepthIsAskedFor() throws IOException {
        assertThat(answered(true, "command=fetch", "want " + ID, "done", FLUSH))
                .containsExactly("command=fetch", "want " + ID, "done", "deepen 1", FLUSH);
        for (var depth : new String[] {"deepen 2147483647", "deepen-since 1", "deepen-not v1"}) {
            assertThat(answered(true, "command=fetch", "want " + ID, depth, "done", FLUSH))
                    .containsExactly("command=fetch", "want " + ID, "done", "deepen 1", FLUSH);
            assertThat(answered(false, "want " + ID + " ofs-delta", depth, FLUSH, "done"))
                    .containsExactly("want " + ID + " ofs-delta", "deepen 1", FLUSH, "done");
        }
        assertThat(answered(false, "want " + ID, FLUSH, "done"))
                .containsExactly("want " + ID, FLUSH, "done");
        assertThat(answered(true, "command=ls-refs", "peel", FLUSH))
                .containsExactly("command=ls-refs", "peel", FLUSH);
    }

    @Test
    void readsWhatIsAskedForByNameOrId() throws IOException {
        var lines =
                PacketLines.write(
                        List.of(
                                "command=fetch",
                                PacketLines.DELIMITER,
                                "want " + ID + " side-band-64k",
                                "ref-prefix refs/tags/v1",
                                "ref-prefix refs/tags/",
                                "ref-prefix refs/heads/main",
                                FLUSH));
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(lines);
        }

        var request = FetchRequest.read(zipped.toByteArray(), true, true);

        assertThat(request.wants()).containsExactly(ID);
        assertThat(request.tags()).containsExactly("v1");
    }

    @Test
    void refusesWhatIsNotFramedAndWhatGrows() throws IOException {
        for (var text : new String[] {"0", "0002", "0003", "00", "zzzz", "fff1", "0009a", "-001"}) {
            var bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertThatThrownBy(() -> FetchRequest.read(bytes, false, true))
                    .as(text)
                    .isInstanceOf(IOException.class);
        }
        var bomb = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bomb)) {
            for (var mebibyte = 0; mebibyte < 17; mebibyte++) {
                out.write(new byte[1 << 20]);
            }
        }
        assertThatThrownBy(() -> FetchRequest.read(bomb.toByteArray(), true, true))
                .isInstanceOf(IOException.class);
        var random = new Random(1);
        for (var round = 0; round < 10_000; round++) {
            var bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            try {
                FetchRequest.read(bytes, random.nextBoolean(), random.nextBoolean()).wants();
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
        }
    }
}
