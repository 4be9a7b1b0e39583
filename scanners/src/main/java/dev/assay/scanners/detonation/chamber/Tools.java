package dev.assay.scanners.detonation.chamber;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs of the host that a chamber is made with. */
final class Tools {

    /**
     * @param program its name
     * @param part what carries it, as distributions call it
     */
    private record Tool(String program, String part) {}

    /** Where administrators' programs lie, which an ordinary PATH leaves out. */
    private static final List<String> FURTHER = List.of("/usr/sbin", "/sbin");

    private static final List<Tool> NEEDED =
            List.of(
                    new Tool("bwrap", "bubblewrap"),
                    new Tool("unshare", "util-linux"),
                    new Tool("setpriv", "util-linux"),
                    new Tool("prlimit", "util-linux"),
                    new Tool("mount", "util-linux or mount"),
                    new Tool("ip", "iproute2"),
                    new Tool("iptables-restore", "iptables"),
                    new Tool("ip6tables-restore", "iptables"));

    private final List<Path> folders;

    private Tools(List<Path> folders) {
        this.folders = folders;
    }

    /** Those on a PATH, and those for administrators. */
    static Tools ofHost() {
        var folders = new ArrayList<Path>();
        for (var each :
                System.getenv().getOrDefault("PATH", Places.PATH).split(File.pathSeparator)) {
            if (each.startsWith("/")) {
                folders.add(Path.of(each));
            }
        }
        FURTHER.forEach(each -> folders.add(Path.of(each)));
        return new Tools(folders);
    }

    static Tools in(Path folder) {
        return new Tools(List.of(folder));
    }

    /** Why no chamber can be made with these; null where they are all there. */
    @Nullable NotIsolated missing() {
        for (var tool : NEEDED) {
            if (find(tool.program) == null) {
                return new NotIsolated(
                        "the program " + tool.program + " is not on this host",
                        "Install " + tool.part + ", and start Assay again.");
            }
        }
        return null;
    }

    @Nullable Path find(String program) {
        for (var folder : folders) {
            var file = folder.resolve(program);
            if (Files.isExecutable(file) && Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }
}
