package dev.assay.scanners.detonation.chamber;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that makes a chamber around a process of these same classes. */
final class OuterCommand {

    /**
     * Whom a chamber's programs are where the service is root: one without a name, whose processes
     * and files on the host are none but these.
     */
    static final int USER = 65_533;

    private final boolean root;
    private final Path bubblewrap;

    /**
     * @param root whether this process is root, and the chamber becomes another user
     */
    OuterCommand(boolean root, Path bubblewrap) {
        this.root = root;
        this.bubblewrap = bubblewrap;
    }

    /**
     * @param kit a folder that {@link Kit} has filled
     * @param groups that it joins
     */
    List<String> of(Order order, Ports ports, Path kit, ControlGroups groups) {
        var inner = OwnProgram.of(order.entryPoint(), order.heapMegabytes(), order.arguments());
        var command = new ArrayList<>(Scripts.run("join.sh"));
        command.addAll(groups.folders());
        command.add("--");
        command.add(bubblewrap.toString());
        command.addAll(walls(order, kit, inner));
        command.add("--");
        if (root) {
            command.addAll(Scripts.run("enter.sh"));
            command.add("" + USER);
        }
        // What the cells may have together is a limit of the namespace they are below.
        command.addAll(List.of("/usr/bin/prlimit", "--nproc=" + order.processes(), "--"));
        command.addAll(List.of("unshare", "--user", "--map-root-user", "--net", "--"));
        command.addAll(Scripts.run("network.sh"));
        command.addAll(List.of("" + ports.tcp(), "" + ports.names(), "" + ports.datagrams()));
        command.addAll(Scripts.run("checked.sh"));
        command.add("--");
        command.addAll(inner.command());
        return command;
    }

    private List<String> walls(Order order, Path kit, OwnProgram inner) {
        var walls = new Bubblewrap();
        walls.say("--die-with-parent", "--new-session", "--unshare-pid", "--unshare-ipc");
        walls.say("--unshare-uts", "--unshare-cgroup", "--hostname", "chamber");
        if (root) {
            walls.say("--dir", "/proc");
        } else {
            walls.say("--unshare-user", "--proc", "/proc");
        }
        SystemFiles.into(walls);
        walls.say("--dev", "/dev");
        walls.temporary("/dev/shm", 64);
        walls.say("--remount-ro", "/dev");
        walls.temporary("/tmp", 256);
        walls.temporary("/run", 16);
        walls.temporary(Chamber.WORK.toString(), order.workMegabytes());
        walls.temporary(Chamber.SCRATCH.toString(), order.workMegabytes());
        walls.readOnly(kit, Places.KIT);
        for (var name : Places.SETTINGS) {
            walls.readOnly(kit.resolve(name), "/etc/" + name);
        }
        for (var path : inner.files()) {
            walls.readOnly(path, path.toString());
        }
        order.folders().forEach(walls::mount);
        walls.say("--remount-ro", "/", "--chdir", Chamber.WORK.toString());
        return walls.arguments();
    }
}
