package dev.assay.scanners.detonation.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The folders {@code node_modules/.bin} with the programs of what is installed beside them, which
 * hooks call by their names ({@code node-gyp-build}, {@code prebuild-install}).
 */
final class ProgramLinks {

    static final String FOLDER = "node_modules/.bin";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9@._-]{1,100}");

    private ProgramLinks() {}

    static void make(List<Placed> packages, Path code) throws IOException {
        for (var placed : packages) {
            var above = placed.path().lastIndexOf("node_modules/");
            if (above < 0) {
                continue;
            }
            var folder = code.resolve(placed.path()).normalize();
            var links = code.resolve(placed.path().substring(0, above)).resolve(FOLDER);
            for (var program : NodePackage.of(folder).programs().entrySet()) {
                var target = folder.resolve(program.getValue()).normalize();
                var link = links.resolve(program.getKey());
                if (NAME.matcher(program.getKey()).matches()
                        && !program.getKey().startsWith(".")
                        && target.startsWith(folder)
                        && Files.isRegularFile(target)
                        && !Files.exists(link)) {
                    Files.createDirectories(links);
                    Files.createSymbolicLink(
                            link, Objects.requireNonNull(link.getParent()).relativize(target));
                }
            }
        }
    }
}
