package dev.assay.scanners.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;

/** The command line of a worker: this JVM and these classes again, with another entry point. */
public final class WorkerCommand {

    private static final String BOOT_LOADER = "org.springframework.boot.loader.launch.";

    private WorkerCommand() {}

    /**
     * The command for the class path this process runs on. It works from an executable Spring Boot
     * jar, from an extracted one whose manifest lists its libraries, and from plain class folders.
     *
     * @param settings for the heap's size
     */
    public static List<String> ofCurrentClassPath(WorkerSettings settings) {
        return ofCurrentClassPath(settings, WorkerMain.class);
    }

    /**
     * The same for another entry point.
     *
     * @param entryPoint has a {@code main}
     */
    public static List<String> ofCurrentClassPath(WorkerSettings settings, Class<?> entryPoint) {
        var classPath = System.getProperty("java.class.path");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags(settings));
        command.add("-cp");
        command.add(absolute(classPath));
        if (isExecutableBootJar(classPath)) {
            // Its libraries are jars inside the jar, which only its own loader can read.
            command.add("-Dloader.main=" + entryPoint.getName());
            command.add(BOOT_LOADER + "PropertiesLauncher");
        } else {
            command.add(entryPoint.getName());
        }
        return List.copyOf(command);
    }

    /**
     * What jars among these name as their libraries, as an extracted one does; a process that is to
     * see nothing else of the host needs these too.
     */
    public static List<Path> librariesNamedBy(List<Path> classPath) {
        var libraries = new ArrayList<Path>();
        for (var file : classPath) {
            if (!Files.isRegularFile(file) || !file.toString().endsWith(".jar")) {
                continue;
            }
            try (var jar = new JarFile(file.toFile())) {
                var manifest = jar.getManifest();
                var named =
                        manifest == null
                                ? null
                                : manifest.getMainAttributes().getValue("Class-Path");
                for (var each : named == null ? new String[0] : named.strip().split("\\s+")) {
                    var library = Path.of(file.toUri().resolve(each));
                    if (Files.exists(library)) {
                        libraries.add(library);
                    }
                }
            } catch (IOException | IllegalArgumentException e) {
                // Java skips what it cannot read of a class path, too.
            }
        }
        return List.copyOf(libraries);
    }

    private static List<String> flags(WorkerSettings settings) {
        return List.of(
                "-Xmx" + settings.heapMegabytes() + "m",
                // A heap that begins small is collected before it grows; one that begins large is
                // filled with garbage first. A bundle of 16 MB takes 550 MB so, and else 910 MB.
                "-Xms32m",
                // An exhausted heap leaves no thread in a state that can be trusted.
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                // The optimising compiler pays for itself after 140 MB of code, which few workers
                // read before they are replaced; until then it costs more than it saves.
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Djava.awt.headless=true",
                // The parser's libraries use Unsafe and native access, of which JDK 25 warns.
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED");
    }

    private static String absolute(String classPath) {
        var parts = new ArrayList<String>();
        for (var part : classPath.split(File.pathSeparator)) {
            parts.add(part.isEmpty() ? part : Path.of(part).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, parts);
    }

    private static boolean isExecutableBootJar(String classPath) {
        var file = Path.of(classPath.split(File.pathSeparator)[0]);
        if (classPath.contains(File.pathSeparator) || !Files.isRegularFile(file)) {
            return false;
        }
        try (var jar = new JarFile(file.toFile())) {
            var manifest = jar.getManifest();
            return manifest != null
                    && Objects.requireNonNullElse(
                                    manifest.getMainAttributes().getValue("Main-Class"), "")
                            .startsWith(BOOT_LOADER);
        } catch (IOException e) {
            return false;
        }
    }
}
