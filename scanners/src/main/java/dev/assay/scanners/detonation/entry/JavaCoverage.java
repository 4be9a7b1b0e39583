package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ZipReader;
import dev.assay.scanners.jvm.Listing;
import dev.assay.scanners.profile.Observed;

import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which methods of a jar ran, as Java's own flight recorder counts them (JEP 520, {@code
 * jdk.MethodTiming}). It is written when a process ends in good order. Where methods are is told in
 * the listing of their class, as prints tell it.
 */
final class JavaCoverage {

    private static final String SETTINGS = "methods.jfc";

    /** Its own files lie in the kit, and it says nothing on standard output. */
    static final String OPTIONS =
            "-XX:StartFlightRecording:settings="
                    + InCell.KIT
                    + "/"
                    + SETTINGS
                    + ",filename="
                    + InCell.COVERAGE
                    + "/%p.jfr,dumponexit=true -XX:FlightRecorderOptions:repository="
                    + InCell.KIT
                    + "/recorder -Xlog:jfr*=off";

    private static final int MOST_CLASSES = 5_000;
    private static final long LARGEST = 64 << 20;
    private static final int MOST_FILES = 16;
    private static final int MOST_METHODS = 40_000;

    /** A class by the file it is in. */
    private record Known(String file, Map<String, Listing.Span> methods) {}

    private final Map<String, Known> classes;
    private final boolean isWhole;

    private JavaCoverage(Map<String, Known> classes, boolean isWhole) {
        this.classes = classes;
        this.isWhole = isWhole;
    }

    /** Of the classes of a jar, those of jars within it left out. */
    static JavaCoverage of(PackageTree tree) {
        var classes = new TreeMap<String, Known>();
        var isWhole = true;
        for (var file : tree.files().entrySet()) {
            if (!file.getKey().endsWith(".class") || file.getKey().contains(ZipReader.INSIDE)) {
                continue;
            }
            if (classes.size() == MOST_CLASSES) {
                isWhole = false;
                break;
            }
            var places = Listing.places(file.getValue());
            if (places != null && places.name().matches("[\\p{Alnum}_$.]+")) {
                classes.putIfAbsent(places.name(), new Known(file.getKey(), places.methods()));
            }
        }
        return new JavaCoverage(classes, isWhole);
    }

    void equip(Path kit) throws IOException {
        Files.writeString(
                kit.resolve(SETTINGS),
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <configuration version="2.0">
                  <event name="jdk.MethodTiming">
                    <setting name="enabled">true</setting>
                    <setting name="period">endChunk</setting>
                    <setting name="filter">%s</setting>
                  </event>
                </configuration>
                """
                        .formatted(String.join(";", classes.keySet())));
    }

    Map<String, List<Observed.Span>> executed(Path folder) throws IOException {
        List<Path> recordings;
        try (var files = Files.list(folder)) {
            recordings =
                    files.filter(each -> each.toString().endsWith(".jfr"))
                            .sorted()
                            .limit(MOST_FILES)
                            .collect(Collectors.toList());
        }
        var ran = new TreeMap<String, List<Observed.Span>>();
        for (var file : recordings) {
            if (Files.isRegularFile(file) && Files.size(file) <= LARGEST) {
                read(file, ran);
            }
        }
        return ran;
    }

    private void read(Path file, Map<String, List<Observed.Span>> ran) {
        try (var recording = new RecordingFile(file)) {
            for (var i = 0; i < MOST_METHODS && recording.hasMoreEvents(); i++) {
                var event = recording.readEvent();
                if (event.getEventType().getName().equals("jdk.MethodTiming")
                        && event.getLong("invocations") > 0
                        && event.getValue("method") instanceof RecordedMethod method) {
                    add(method, ran);
                }
            }
        } catch (IOException | RuntimeException e) {
            // A process that was killed while it wrote leaves half a file; the others count.
        }
    }

    private void add(RecordedMethod method, Map<String, List<Observed.Span>> ran) {
        var known = classes.get(method.getType().getName());
        var place =
                known == null
                        ? null
                        : known.methods().get(method.getName() + method.getDescriptor());
        if (known != null && place != null) {
            ran.computeIfAbsent(known.file(), key -> new ArrayList<>())
                    .add(new Observed.Span(place.start(), place.end()));
        }
    }

    List<Observed.Missing> missing() {
        return isWhole
                ? List.of()
                : List.of(
                        new Observed.Missing(
                                "which functions ran",
                                "its jar has more than " + MOST_CLASSES + " classes"));
    }
}
