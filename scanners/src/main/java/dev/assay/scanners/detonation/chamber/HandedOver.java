package dev.assay.scanners.detonation.chamber;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;

/** Opens a folder of root's for the user that a chamber's programs are. */
final class HandedOver {

    private HandedOver() {}

    static void toOthers(Cell.Mount mount) throws IOException {
        try (var all = Files.walk(mount.from())) {
            for (var each : (Iterable<Path>) all::iterator) {
                if (Files.isSymbolicLink(each)) {
                    continue;
                }
                if (mount.writable()) {
                    Files.setAttribute(
                            each, "unix:uid", OuterCommand.USER, LinkOption.NOFOLLOW_LINKS);
                }
                var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(each));
                var before = permissions.size();
                permissions.add(PosixFilePermission.OTHERS_READ);
                if (permissions.contains(PosixFilePermission.OWNER_EXECUTE)) {
                    permissions.add(PosixFilePermission.OTHERS_EXECUTE);
                }
                if (permissions.size() != before) {
                    Files.setPosixFilePermissions(each, permissions);
                }
            }
        }
    }
}
