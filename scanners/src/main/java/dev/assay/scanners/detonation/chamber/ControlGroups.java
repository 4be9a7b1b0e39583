package dev.assay.scanners.detonation.chamber;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Control groups of one chamber, below those of this process, where the host lets it make them:
 * they hold all processes of it together. Both versions of the kernel's interface; gone when
 * closed.
 */
final class ControlGroups implements AutoCloseable {

    private static final Path OWN = Path.of("/proc/self/cgroup");
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final int REMOVALS = 50;
    private static final int REMOVAL_MILLIS = 20;

    private final Set<Path> folders = new LinkedHashSet<>();
    private boolean memory;

    private ControlGroups() {}

    /**
     * @param megabytes of memory, files in memory included
     * @param processes at once
     */
    static ControlGroups of(int megabytes, int processes) throws IOException {
        var groups = new ControlGroups();
        var bytes = "" + ((long) megabytes << 20);
        var name = "assay-" + UUID.randomUUID();
        var unified = parent("");
        if (unified != null && delegated(unified)) {
            groups.memory = groups.make(unified.resolve(name), "memory.max", bytes);
            groups.make(unified.resolve(name), "pids.max", "" + processes);
            groups.write(unified.resolve(name).resolve("memory.swap.max"), "0");
        } else {
            var memory = parent("memory");
            var pids = parent("pids");
            groups.memory =
                    memory != null
                            && groups.make(memory.resolve(name), "memory.limit_in_bytes", bytes);
            if (memory != null) {
                groups.write(memory.resolve(name).resolve("memory.memsw.limit_in_bytes"), bytes);
            }
            if (pids != null) {
                groups.make(pids.resolve(name), "pids.max", "" + processes);
            }
        }
        return groups;
    }

    /** Those that a process has to join. */
    List<String> folders() {
        return folders.stream().map(Path::toString).toList();
    }

    /** Whether they hold memory; read back, not only written. */
    boolean holdMemory() {
        return memory;
    }

    @Override
    public void close() throws IOException {
        for (var folder : folders) {
            for (var i = 0; Files.exists(folder) && i < REMOVALS; i++) {
                try {
                    Files.delete(folder);
                } catch (IOException e) {
                    // The kernel counts a process to it for a moment after its end.
                    try {
                        Thread.sleep(REMOVAL_MILLIS);
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                }
            }
        }
    }

    /** Whether the limit holds; without it the group is of no use, and is not kept. */
    private boolean make(Path folder, String file, String value) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            return false;
        }
        if (write(folder.resolve(file), value)
                && Files.readString(folder.resolve(file)).strip().equals(value)) {
            folders.add(folder);
            return true;
        }
        if (!folders.contains(folder)) {
            Files.deleteIfExists(folder);
        }
        return false;
    }

    private boolean write(Path file, String value) {
        try {
            if (Files.exists(file)) {
                Files.writeString(file, value);
                return true;
            }
        } catch (IOException e) {
            // Not allowed, or not with the limits above it.
        }
        return false;
    }

    private static boolean delegated(Path folder) throws IOException {
        var file = folder.resolve("cgroup.subtree_control");
        return Files.exists(file)
                && Arrays.asList(Files.readString(file).strip().split(" "))
                        .containsAll(List.of("memory", "pids"));
    }

    /**
     * The group that this process is in.
     *
     * @param controller empty for the one of the second version
     */
    private static @Nullable Path parent(String controller) throws IOException {
        if (!Files.exists(OWN)) {
            return null;
        }
        var mount = mount(controller);
        for (var line : Files.readAllLines(OWN)) {
            var parts = line.split(":", 3);
            if (mount != null
                    && parts.length == 3
                    && Arrays.asList(parts[1].split(",")).contains(controller)) {
                var folder = Path.of(mount + parts[2]);
                return Files.isDirectory(folder) ? folder : Path.of(mount);
            }
        }
        return null;
    }

    private static @Nullable String mount(String controller) throws IOException {
        for (var line : Files.readAllLines(MOUNTS)) {
            var halves = line.split(" - ", 2);
            var place = halves[0].split(" ");
            var kind = halves.length == 2 ? halves[1].split(" ") : new String[0];
            if (kind.length < 3) {
                continue;
            }
            if (controller.isEmpty()
                    ? kind[0].equals("cgroup2")
                    : kind[0].equals("cgroup")
                            && Arrays.asList(kind[2].split(",")).contains(controller)) {
                return place[4];
            }
        }
        return null;
    }
}
