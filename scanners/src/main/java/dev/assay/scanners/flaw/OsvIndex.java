package dev.assay.scanners.flaw;

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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;

/**
 * The advisories of an OSV dump, spread over files by package name, so that a look reads a part of
 * a hundredth of them and holds none in memory. A dump is a folder of JSON documents or a zip of
 * them, as OSV publishes one for each ecosystem and one for all.
 */
final class OsvIndex {

    /** Raised when an index would be made of other lines. */
    private static final int VERSION = 3;

    private static final int SHARDS = 256;
    private static final int LARGEST_DOCUMENT = 4 << 20;
    private static final int MOST_DOCUMENTS = 2_000_000;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What the index was made of.
     *
     * @param dump the dumps' names, sizes and times; others are other dumps
     * @param entries advisories that speak of a package of a known type
     * @param types the types of package URLs that they speak of
     * @param unread documents that could not be read
     * @param asOf the newest change that a document tells of
     */
    record State(String dump, long entries, Set<String> types, long unread, Instant asOf) {}

    private final Path folder;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    OsvIndex(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the index anew where a dump is another one.
     *
     * @throws IOException where a dump cannot be read; the index of the last ones stays
     */
    State update(List<Path> dumps) throws IOException {
        var identity = "version " + VERSION;
        for (var dump : dumps) {
            identity += ", " + identity(dump);
        }
        var before = state();
        if (before != null && before.dump().equals(identity)) {
            return before;
        }
        var next = folder.resolveSibling(folder.getFileName() + ".new");
        delete(next);
        Files.createDirectories(next);
        var state = write(dumps, identity, next);
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
    List<Flaw> look(List<Sought> releases) throws IOException {
        var wanted = releases.stream().collect(Collectors.groupingBy(OsvIndex::key));
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

    private void look(int shard, Map<String, List<Sought>> wanted, List<Flaw> flaws)
            throws IOException {
        try (var lines = Files.newBufferedReader(file(folder, shard))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                // A line begins with the key, so that most of them need not be parsed.
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

    private static String key(Sought release) {
        return release.type() + "/" + release.name();
    }

    private static State write(List<Path> dumps, String identity, Path next) throws IOException {
        var writers = new ArrayList<BufferedWriter>();
        try {
            for (var shard = 0; shard < SHARDS; shard++) {
                writers.add(Files.newBufferedWriter(file(next, shard)));
            }
            var tally = new Tally(writers);
            for (var dump : dumps) {
                var before = tally.documents;
                read(dump, tally);
                if (tally.documents == before) {
                    throw new IOException(dump.getFileName() + " holds no OSV document");
                }
            }
            return new State(identity, tally.entries, tally.types, tally.unread, tally.newest);
        } finally {
            for (var writer : writers) {
                writer.close();
            }
        }
    }

    private static void read(Path dump, Tally tally) throws IOException {
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
            return;
        }
        try (var zip = new ZipInputStream(Files.newInputStream(dump))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".json")) {
                    tally.add(zip);
                }
            }
        }
    }

    /** Counts while it writes. */
    private static final class Tally {

        private final List<BufferedWriter> writers;
        private final Set<String> types = new TreeSet<>();
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
                        var key = advisory.type() + "/" + advisory.name();
                        var writer = writers.get(shard(key));
                        writer.write(key);
                        writer.write('\t');
                        writer.write(JSON.writeValueAsString(advisory));
                        writer.write('\n');
                        entries++;
                        types.add(advisory.type());
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
