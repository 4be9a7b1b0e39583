package dev.assay.scanners.javascript.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Ours over the peer's: the first rounds, and the fastest of the others. */
final class Ratio {

    private static final Pattern SPEED = Pattern.compile("([0-9.]+) MB/s cpu");

    private Ratio() {}

    static void print(Path ours, Path peer) throws IOException {
        var us = speeds(ours);
        var them = speeds(peer);
        System.out.printf(
                "ratio cold %.2f, warm %.2f (MB/s of process CPU, assay over js-x-ray)%n",
                us.getFirst() / them.getFirst(), fastest(us) / fastest(them));
    }

    private static List<Double> speeds(Path output) throws IOException {
        var speeds = new ArrayList<Double>();
        for (var line : Files.readAllLines(output)) {
            var speed = SPEED.matcher(line);
            if (speed.find()) {
                speeds.add(Double.parseDouble(speed.group(1)));
            }
        }
        return speeds;
    }

    private static double fastest(List<Double> speeds) {
        var later = speeds.size() > 1 ? speeds.subList(1, speeds.size()) : speeds;
        return later.stream().mapToDouble(speed -> speed).max().orElse(Double.NaN);
    }
}
