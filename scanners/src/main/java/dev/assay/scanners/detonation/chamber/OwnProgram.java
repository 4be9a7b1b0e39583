package dev.assay.scanners.detonation.chamber;

import dev.assay.scanners.worker.OneShot;
import dev.assay.scanners.worker.WorkerCommand;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * This Java and these classes, to be run again where nothing else of the host is.
 *
 * @param command to run it
 * @param files it needs besides the system's, at the paths they have here
 */
record OwnProgram(List<String> command, List<Path> files) {

    OwnProgram {
        command = List.copyOf(command);
        files = List.copyOf(files);
    }

    static OwnProgram of(Class<?> entryPoint, int heapMegabytes, List<String> arguments) {
        var settings = OneShot.costing(heapMegabytes, Duration.ofMinutes(1), 1);
        var command = new ArrayList<>(WorkerCommand.ofCurrentClassPath(settings, entryPoint));
        var files = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        for (var entry : command.get(command.indexOf("-cp") + 1).split(File.pathSeparator)) {
            var path = Path.of(entry);
            if (!entry.isEmpty() && Files.exists(path)) {
                files.add(path);
            }
        }
        files.addAll(WorkerCommand.librariesNamedBy(files));
        files.removeIf(each -> each.startsWith("/usr"));
        // The folder for temporary files is the one inside, whatever this process was told.
        command.add(1, "-Djava.io.tmpdir=/tmp");
        command.addAll(arguments);
        return new OwnProgram(command, files);
    }
}
