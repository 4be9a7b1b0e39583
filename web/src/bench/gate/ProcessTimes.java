package dev.assay.web.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processor's time that processes took so far, in ticks of a hundredth of a second (proc(5)).
 */
record ProcessTimes(long user, long system) {

    private static final double MICROS_OF_A_TICK = 1e4;

    static ProcessTimes of(List<Long> processes) throws IOException {
        var user = 0L;
        var system = 0L;
        for (var process : processes) {
            var stat = Files.readString(Path.of("/proc/" + process + "/stat"));
            // The name, which may hold blanks, ends with the last bracket.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            user += Long.parseLong(fields[11]);
            system += Long.parseLong(fields[12]);
        }
        return new ProcessTimes(user, system);
    }

    double userMicros(ProcessTimes before) {
        return (user - before.user) * MICROS_OF_A_TICK;
    }

    double systemMicros(ProcessTimes before) {
        return (system - before.system) * MICROS_OF_A_TICK;
    }
}
