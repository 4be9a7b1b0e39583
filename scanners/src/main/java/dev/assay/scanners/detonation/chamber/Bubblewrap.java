package dev.assay.scanners.detonation.chamber;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Arguments of bubblewrap, in the order in which it is to follow them. */
final class Bubblewrap {

    private final List<String> arguments = new ArrayList<>();
    private final Set<Path> folders = new HashSet<>(Set.of(Path.of("/")));

    void say(String... words) {
        arguments.addAll(List.of(words));
    }

    void readOnly(Path from, String to) {
        parentsOf(to);
        say("--ro-bind", from.toString(), to);
    }

    void mount(Cell.Mount mount) {
        parentsOf(mount.to());
        say(mount.writable() ? "--bind" : "--ro-bind", mount.from().toString(), mount.to());
    }

    void link(Path target, String at) {
        parentsOf(at);
        say("--symlink", target.toString(), at);
    }

    /** A folder in memory that anybody inside may write. */
    void temporary(String folder, int megabytes) {
        say("--perms", "1777", "--size", "" + ((long) megabytes << 20), "--tmpfs", folder);
    }

    List<String> arguments() {
        return List.copyOf(arguments);
    }

    /** What it makes by itself above a mount is closed to all but its owner. */
    private void parentsOf(String to) {
        var parent = Path.of(to).getParent();
        if (parent != null && folders.add(parent)) {
            say("--dir", parent.toString());
        }
    }
}
