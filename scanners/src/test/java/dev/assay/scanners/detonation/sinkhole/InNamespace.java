package dev.assay.scanners.detonation.sinkhole;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens a sinkhole in the network that it is started in, until its input ends. */
public final class InNamespace {

    private InNamespace() {}

    /** Writes what is seen to a file, a line of JSON each, in the folder that is its argument. */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var json = new JsonMapper();
        var log = folder.resolve("seen");
        try (var out = Files.newOutputStream(log, StandardOpenOption.CREATE);
                var sinkhole =
                        Sinkhole.open(
                                SinkholeSettings.inChamber(folder),
                                seen -> {
                                    try {
                                        out.write(
                                                json.writerFor(Seen.class).writeValueAsBytes(seen));
                                        out.write('\n');
                                    } catch (java.io.IOException e) {
                                        throw new java.io.UncheckedIOException(e);
                                    }
                                })) {
            Files.writeString(folder.resolve("ready"), String.valueOf(sinkhole.tcpPort()));
            System.in.readAllBytes();
        }
    }
}
