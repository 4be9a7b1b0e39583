package dev.assay.inventory.fetchlog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small process of its own. */
final class LogProcess {

    private LogProcess() {}

    static List<String> command(Class<?> main, String... arguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx96m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
