package dev.assay.scanners.detonation.chamber;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

/** A temporary folder with the files of ours that a chamber needs; gone when it is closed. */
final class Kit implements AutoCloseable {

    private final Path folder;

    private Kit(Path folder) {
        this.folder = folder;
    }

    static Kit of(Calls calls) throws IOException {
        var kit = new Kit(Files.createTempDirectory(prefix()));
        // The user inside is nobody's on the host, and reads these as others do.
        Files.setPosixFilePermissions(kit.folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.write(kit.folder.resolve("filter"), Filter.bytes(calls));
        kit.write("hosts", "127.0.0.1 localhost\n::1 localhost ip6-localhost\n");
        kit.write("resolv.conf", "nameserver 127.0.0.1\noptions timeout:2 attempts:1\n");
        kit.write("group", "root:x:0:\nu:x:1000:\n");
        kit.write("passwd", "root:x:0:0:root:/root:/bin/sh\nu:x:1000:1000:u:/home/u:/bin/sh\n");
        for (var name : List.of("filter", "hosts", "resolv.conf", "group", "passwd")) {
            Files.setPosixFilePermissions(
                    kit.folder.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
        }
        return kit;
    }

    /** Tells the folders of several services on one host apart. */
    static String prefix() {
        return "assay-chamber-" + ProcessHandle.current().pid() + "-";
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
