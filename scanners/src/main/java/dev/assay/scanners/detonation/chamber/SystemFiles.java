package dev.assay.scanners.detonation.chamber;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The parts of the host that programs need in order to run, read-only, and nothing else of it. */
final class SystemFiles {

    private static final List<String> TOP =
            List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

    /** Of {@code /etc}: what tells nothing of the host and its people. */
    private static final List<String> SETTINGS =
            List.of(
                    "alternatives",
                    "ca-certificates",
                    "crypto-policies",
                    "ld.so.cache",
                    "ld.so.conf",
                    "ld.so.conf.d",
                    "localtime",
                    "mime.types",
                    "nsswitch.conf",
                    "pki",
                    "protocols",
                    "services",
                    "ssl/certs",
                    "ssl/openssl.cnf",
                    "xtables");

    private SystemFiles() {}

    static void into(Bubblewrap walls) {
        walls.readOnly(Path.of("/usr"), "/usr");
        for (var name : TOP) {
            var path = Path.of("/" + name);
            if (Files.isSymbolicLink(path)) {
                walls.link(target(path), path.toString());
            } else if (Files.isDirectory(path)) {
                walls.readOnly(path, path.toString());
            }
        }
        for (var name : SETTINGS) {
            var path = Path.of("/etc/" + name);
            if (Files.exists(path)) {
                walls.readOnly(path, path.toString());
            }
        }
        try (var java = Files.newDirectoryStream(Path.of("/etc"), "java*")) {
            for (var each : java) {
                walls.readOnly(each, each.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
