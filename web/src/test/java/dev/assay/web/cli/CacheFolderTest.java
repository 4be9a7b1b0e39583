package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** What the command line keeps between two runs: never wrong, at worst absent. */
class CacheFolderTest {

    private static final Instant NOW = Instant.now();

    @TempDir private Path home;
    private Path folder;
    private CacheFolder cache;

    @BeforeEach
    void open() {
        folder = home.resolve("assay");
        cache = cacheOf(10_000, NOW);
    }

    @Test
    void givesBackWhatItWasGiven() {
        cache.keep("a", bytes("one"));
        cache.keep("a", bytes("two"));
        assertThat(cache.find("a")).hasValue(bytes("two"));
        assertThat(cache.find("b")).isEmpty();
    }

    @Test
    void isNobodyElsesToRead() throws IOException {
        cache.keep("a", bytes("one"));
        assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
    }

    @Test
    void takesADamagedEntryForNone() throws IOException {
        cache.keep("a", bytes("one"));
        var file = entries().getFirst();
        var damaged = Files.readAllBytes(file);
        damaged[damaged.length - 1] ^= 1;
        Files.write(file, damaged);
        assertThat(cache.find("a")).isEmpty();
        assertThat(entries()).isEmpty();
    }

    @Test
    void takesACutEntryForNone() throws IOException {
        cache.keep("a", bytes("one"));
        Files.writeString(entries().getFirst(), "5e");
        assertThat(cache.find("a")).isEmpty();
    }

    @Test
    void forgetsWhatWasNotUsedForLongest() throws IOException {
        var small = cacheOf(1_200, NOW);
        for (var key : List.of("first", "second", "third")) {
            small.keep(key, new byte[300]);
            age(Duration.ofHours(1));
        }
        small.find("first");
        small.keep("fourth", new byte[300]);
        small.close();
        assertThat(small.find("first")).isPresent();
        assertThat(small.find("second")).isEmpty();
        assertThat(small.find("fourth")).isPresent();
    }

    @Test
    void keepsNothingLargerThanItself() {
        cache.keep("a", new byte[10_001]);
        assertThat(cache.find("a")).isEmpty();
    }

    @Test
    void forgetsWhatAnotherAnalysisMade() throws IOException {
        var other = Files.createDirectories(folder.resolve("analysis-0/ab"));
        Files.writeString(other.resolve("abcd"), "old");
        cache.keep("a", bytes("one"));
        cache.close();
        assertThat(other.resolve("abcd")).doesNotExist();
        assertThat(cache.find("a")).isPresent();
    }

    @Test
    void knowsHowLongAgo() {
        cache.keep("a", bytes("one"));
        var later = cacheOf(10_000, Instant.now().plus(Duration.ofMinutes(6)));
        assertThat(later.find("a", Duration.ofMinutes(5))).isEmpty();
        assertThat(later.find("a")).isPresent();
        // Using it must not make it young.
        var now = cacheOf(10_000, Instant.now().plus(Duration.ofMinutes(12)));
        assertThat(now.find("a", Duration.ofMinutes(5))).isEmpty();
    }

    @Test
    void doesWithoutAFolderThatCannotBeMade() throws IOException {
        Files.writeString(folder, "a file is in the way");
        cache.keep("a", bytes("one"));
        assertThat(cache.find("a")).isEmpty();
        cache.close();
    }

    private CacheFolder cacheOf(long bound, Instant now) {
        return new CacheFolder(folder, bound, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void age(Duration by) throws IOException {
        for (var file : entries()) {
            var older = Files.getLastModifiedTime(file).toInstant().minus(by);
            Files.setLastModifiedTime(file, FileTime.from(older));
        }
    }

    private List<Path> entries() {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
