package dev.assay.scanners.detonation.chamber;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is around one program inside of a chamber: namespaces of its own but for the network, a
 * read-only root with the system's programs, an empty {@code /tmp}, no capability, limits, and
 * refused system calls. Works only in a process that {@link Chamber#run} started.
 */
public final class Cell {

    /** Exit code of a cell that could not be shown to hold; the program did not run then. */
    public static final int NOT_HELD = 97;

    private static final String USER = "1000";

    /**
     * A file or folder of the chamber that a cell sees.
     *
     * @param to an absolute path in the cell
     */
    public record Mount(Path from, String to, boolean writable) {}

    private Cell() {}

    /**
     * Starts a program with the usual limits.
     *
     * @see #start(List, List, Map, List, String, String, Limits)
     */
    public static Process start(
            List<String> wrapper,
            List<String> command,
            Map<String, String> environment,
            List<Mount> mounts,
            String folder,
            String host)
            throws IOException, InterruptedException {
        return start(wrapper, command, environment, mounts, folder, host, Limits.USUAL);
    }

    /**
     * Starts a program.
     *
     * @param wrapper what to put around the cell, such as a tracer; it runs outside of the cell
     * @param environment all of it: nothing is handed on
     * @param folder to start in, a path in the cell
     * @param host the name of the host that the program sees
     * @return with its streams piped; ends with {@link #NOT_HELD} where the cell does not hold
     */
    public static Process start(
            List<String> wrapper,
            List<String> command,
            Map<String, String> environment,
            List<Mount> mounts,
            String folder,
            String host,
            Limits limits)
            throws IOException, InterruptedException {
        // Only a shell can hand an open file on, which is how bubblewrap takes a filter.
        var all = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" 9<\"$0\""));
        all.add(Places.FILTER);
        all.addAll(wrapper);
        all.add("bwrap");
        all.addAll(walls(environment, mounts, folder, host, limits));
        all.add("--");
        all.addAll(limited(limits));
        all.addAll(command);
        var builder = new ProcessBuilder(all);
        builder.environment().clear();
        builder.environment().put("PATH", Places.PATH);
        return Launcher.start(builder);
    }

    private static List<String> walls(
            Map<String, String> environment,
            List<Mount> mounts,
            String folder,
            String host,
            Limits limits) {
        var walls = new Bubblewrap();
        // Each namespace by its name: "all" goes on without those that it cannot have.
        walls.say("--die-with-parent", "--new-session", "--unshare-user", "--disable-userns");
        walls.say("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup");
        walls.say("--uid", USER, "--gid", USER, "--hostname", host);
        walls.say("--cap-drop", "ALL", "--seccomp", "9");
        SystemFiles.into(walls);
        for (var name : Places.SETTINGS) {
            walls.readOnly(Path.of("/etc", name), "/etc/" + name);
        }
        walls.say("--proc", "/proc", "--dev", "/dev");
        walls.temporary("/dev/shm", limits.temporaryMegabytes());
        walls.say("--remount-ro", "/dev");
        walls.temporary("/tmp", limits.temporaryMegabytes());
        mounts.forEach(walls::mount);
        walls.say("--remount-ro", "/", "--chdir", folder, "--clearenv");
        environment.forEach((name, value) -> walls.say("--setenv", name, value));
        return walls.arguments();
    }

    private static List<String> limited(Limits limits) {
        var file = (long) limits.fileMegabytes() << 20;
        var data = (long) limits.dataMegabytes() << 20;
        var limited =
                new ArrayList<>(
                        List.of(
                                "/usr/bin/prlimit",
                                "--nproc=" + limits.processes(),
                                "--nofile=" + limits.openFiles(),
                                "--fsize=" + file,
                                "--data=" + data,
                                "--cpu=" + limits.cpuSeconds(),
                                "--core=0",
                                "--"));
        limited.addAll(Scripts.run("checked.sh"));
        limited.addAll(
                List.of(
                        "seccomp=2",
                        "processes=" + limits.processes(),
                        "open files=" + limits.openFiles(),
                        "file size=" + file,
                        "data size=" + data,
                        "cpu time=" + limits.cpuSeconds(),
                        "core file size=0",
                        "--"));
        return limited;
    }
}
