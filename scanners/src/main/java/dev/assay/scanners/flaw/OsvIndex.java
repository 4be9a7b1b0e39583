package dev.assay.scanners.flaw;

import dev.assay.scanners.coordinates.Purl;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;

/**
 * The advisories of an OSV dump, spread over files by package name, so that a look reads a part of
 * a hundredth of them and holds none in memory. The dump is a folder of JSON documents or a zip of
 * them, as OSV publishes one for each ecosystem.
 */
final class OsvIndex {

    private static final int SHARDS = 256;
    private static final int LARGEST_DOCUMENT = 4 << 20;
    private static final int MOST_DOCUMENTS = 2_000_000;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What the index was made of.
     *
     * @param dump the dump's name, size and time; another one is another dump
     * @param entries advisories that speak of an npm package
     * @param unread documents that could not be read
     * @param asOf the newest change that a document tells of
     */
    record State(String dump, long entries, long unread, Instant asOf) {}

    private final Path folder;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    OsvIndex(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the index anew where the dump is another one.
     *
     * @throws IOException where the dump cannot be read; the index of the last one stays
     */
    State update(Path dump) throws IOException {
        var identity = identity(dump);
        var before = state();
        if (before != null && before.dump().equals(identity)) {
            return before;
        }
        var next = folder.resolveSibling(folder.getFileName() + ".new");
        delete(next);
        Files.createDirectories(next);
        var state = write(dump, identity, next);
        JSON.writeValue(next.resolve("state.json").toFile(), state);
        lock.writeLock().lock();
        try {
            delete(folder);
            Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            lock.writeLock().unlock();
        }
        return state;
    }

    /** Null where there is no index. */
    @org.jspecify.annotations.Nullable
    State state() throws IOException {
        var file = folder.resolve("state.json");
        try {
            return Files.exists(file) ? JSON.readValue(file.toFile(), State.class) : null;
        } catch (JacksonException e) {
            throw new IOException("the index of advisories is damaged: " + e.getMessage(), e);
        }
    }

    /** What it says of these releases; those of other ecosystems it does not know. */
    List<Flaw> look(List<Purl> releases) throws IOException {
        var wanted =
                releases.stream()
                        .filter(each -> each.type().equals("npm"))
                        .collect(Collectors.groupingBy(Purl::packageName));
        var byShard = wanted.keySet().stream().collect(Collectors.groupingBy(OsvIndex::shard));
        var flaws = new ArrayList<Flaw>();
        lock.readLock().lock();
        try {
            for (var shard : byShard.keySet()) {
                look(shard, wanted, flaws);
            }
        } finally {
            lock.readLock().unlock();
        }
        return flaws;
    }

    private void look(int shard, Map<String, List<Purl>> wanted, List<Flaw> flaws)
            throws IOException {
        try (var lines = Files.newBufferedReader(file(folder, shard))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                // A line begins with the name, so that most of them need not be parsed.
                var name = line.substring(0, line.indexOf('\t'));
                var releases = wanted.get(name);
                if (releases != null) {
                    var advisory =
                            JSON.readValue(line.substring(name.length() + 1), OsvAdvisory.class);
                    releases.forEach(each -> advisory.of(each).ifPresent(flaws::add));
                }
            }
        }
    }

    private static State write(Path dump, String identity, Path next) throws IOException {
        var writers = new ArrayList<BufferedWriter>();
        try {
            for (var shard = 0; shard < SHARDS; shard++) {
                writers.add(Files.newBufferedWriter(file(next, shard)));
            }
            var tally = new Tally(writers);
            if (Files.isDirectory(dump)) {
                try (var files = Files.list(dump)) {
                    for (var file : files.sorted().toList()) {
                        if (file.toString().endsWith(".json")) {
                            try (var in = Files.newInputStream(file)) {
                                tally.add(in);
                            }
                        }
                    }
                }
            } else {
                try (var zip = new ZipInputStream(Files.newInputStream(dump))) {
                    for (var entry = zip.getNextEntry();
                            entry != null;
                            entry = zip.getNextEntry()) {
                        if (entry.getName().endsWith(".json")) {
                            tally.add(zip);
                        }
                    }
                }
            }
            if (tally.documents == 0) {
                throw new IOException(dump.getFileName() + " holds no OSV document");
            }
            return new State(identity, tally.entries, tally.unread, tally.newest);
        } finally {
            for (var writer : writers) {
                writer.close();
            }
        }
    }

    /** Counts while it writes. */
    private static final class Tally {

        private final List<BufferedWriter> writers;
        private long documents;
        private long entries;
        private long unread;
        private Instant newest = Instant.EPOCH;

        Tally(List<BufferedWriter> writers) {
            this.writers = writers;
        }

        void add(InputStream in) throws IOException {
            if (++documents > MOST_DOCUMENTS) {
                throw new IOException("it holds more than " + MOST_DOCUMENTS + " documents");
            }
            var bytes = in.readNBytes(LARGEST_DOCUMENT + 1);
            if (bytes.length > LARGEST_DOCUMENT) {
                unread++;
                return;
            }
            try {
                var document = JSON.readTree(bytes);
                for (var advisory : OsvAdvisory.of(document)) {
                    if (advisory.name().chars().noneMatch(Character::isISOControl)) {
                        var writer = writers.get(shard(advisory.name()));
                        writer.write(advisory.name());
                        writer.write('\t');
                        writer.write(JSON.writeValueAsString(advisory));
                        writer.write('\n');
                        entries++;
                    }
                }
                var modified = Instant.parse(document.path("modified").asString(""));
                newest = modified.isAfter(newest) ? modified : newest;
            } catch (DateTimeParseException e) {
                // It is of no known day, and counts all the same.
            } catch (JacksonException | IllegalArgumentException e) {
                unread++;
            }
        }
    }

    /** Names what a dump is, without reading all of it. */
    private static String identity(Path dump) throws IOException {
        if (!Files.isDirectory(dump)) {
            return dump.getFileName()
                    + " "
                    + Files.size(dump)
                    + " "
                    + Files.getLastModifiedTime(dump);
        }
        try (var files = Files.list(dump)) {
            var all = files.filter(each -> each.toString().endsWith(".json")).toList();
            var newest = Instant.EPOCH;
            for (var file : all) {
                var changed = Files.getLastModifiedTime(file).toInstant();
                newest = changed.isAfter(newest) ? changed : newest;
            }
            return dump.getFileName() + " " + all.size() + " " + newest;
        }
    }

    private static Path file(Path folder, int shard) {
        return folder.resolve("%02x.jsonl".formatted(shard));
    }

    private static int shard(String name) {
        return Math.floorMod(name.hashCode(), SHARDS);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var all = Files.walk(folder)) {
                for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
