package dev.assay.registry.gate.git;

import dev.assay.scanners.artifact.git.OwnGitSettings;
import dev.assay.scanners.coordinates.Sha256;

import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Repositories that hold approved commits and nothing before them, made from approved bytes and
 * made again whenever they are missing. Objects of each commit are kept once; a repository is a
 * list of those it may see. Safe for use by many threads.
 */
final class ServedRepositories {

    private final Path folder;
    private final ConcurrentHashMap<String, Path> commits = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Path> lists = new ConcurrentHashMap<>();

    /**
     * @param folder for these alone; what an earlier process left there is removed
     */
    ServedRepositories(Path folder) {
        this.folder = folder;
        OwnGitSettings.use();
        remove(folder);
    }

    /**
     * The repository of these commits.
     *
     * @param newestFirst the first is what HEAD names
     */
    Repository open(List<Pin> newestFirst) throws IOException {
        var state =
                newestFirst.stream()
                        .map(pin -> pin.sha256() + " " + pin.ref() + " " + pin.object())
                        .collect(Collectors.joining("\n"));
        var name = Sha256.of(state.getBytes(StandardCharsets.UTF_8)).hex();
        var repository = folder(lists, "list-" + name, target -> list(target, newestFirst));
        return new FileRepositoryBuilder().setBare().setGitDir(repository.toFile()).build();
    }

    private interface Making {
        void in(Path target) throws IOException;
    }

    private Path folder(ConcurrentHashMap<String, Path> made, String name, Making making)
            throws IOException {
        try {
            return made.computeIfAbsent(
                    name,
                    key -> {
                        try {
                            return make(folder.resolve(key), making);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw new IOException("no repository can be made", e);
        }
    }

    /** Whole or not at all. */
    private Path make(Path place, Making making) throws IOException {
        Files.createDirectories(folder);
        var target = Files.createTempDirectory(folder, "new-");
        making.in(target);
        return Files.move(target, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private void list(Path target, List<Pin> pins) throws IOException {
        empty(target).close();
        var objects = new StringBuilder();
        var shallow = new StringBuilder();
        var refs = new TreeMap<String, String>();
        for (var pin : pins) {
            var kept = folder(commits, "commit-" + pin.sha256(), place -> unpack(place, pin));
            objects.append(kept.resolve("objects").toAbsolutePath()).append('\n');
            shallow.append(pin.manifest().commit()).append('\n');
            refs.put(
                    pin.ref(),
                    pin.object()
                            + " "
                            + pin.ref()
                            + "\n"
                            + (pin.object().equals(pin.manifest().commit())
                                    ? ""
                                    : "^" + pin.manifest().commit() + "\n"));
        }
        Files.createDirectories(target.resolve("objects/info"));
        Files.writeString(target.resolve("objects/info/alternates"), objects);
        Files.writeString(target.resolve("shallow"), shallow);
        Files.writeString(
                target.resolve("packed-refs"),
                "# pack-refs with: peeled fully-peeled sorted \n" + String.join("", refs.values()));
        Files.writeString(target.resolve("HEAD"), pins.getFirst().manifest().commit() + "\n");
    }

    private static void unpack(Path target, Pin pin) throws IOException {
        try (var repository = empty(target);
                var inserter = repository.newObjectInserter();
                var pack = Files.newInputStream(pin.sound().file())) {
            inserter.newPackParser(pack).parse(NullProgressMonitor.INSTANCE);
            inserter.flush();
        }
    }

    private static Repository empty(Path target) throws IOException {
        var repository = new FileRepositoryBuilder().setBare().setGitDir(target.toFile()).build();
        repository.create(true);
        return repository;
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
