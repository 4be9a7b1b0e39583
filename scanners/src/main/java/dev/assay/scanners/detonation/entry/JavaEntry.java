package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.detonation.canary.Canaries;
import dev.assay.scanners.detonation.chamber.Cell;
import dev.assay.scanners.profile.Observed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A jar of Maven, started with the Java that Assay itself runs on: as {@code java -jar} where it
 * brings what it needs, else by its main class with its whole closure on the class path.
 */
final class JavaEntry implements Entry {

    private static final String OPTIONS = "JAVA_TOOL_OPTIONS";
    private static final String LIBRARIES = "lib";
    private static final String TRUST = InCell.KIT + "/trust.p12";
    private static final String PASSWORD = "changeit";
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    private final List<String> program;
    private final JavaCoverage coverage;

    private JavaEntry(List<String> program, JavaCoverage coverage) {
        this.program = program;
        this.coverage = coverage;
    }

    /** Puts the jars side by side. */
    static Laid lay(List<Placed> packages, Path archives, Path code) throws IOException {
        var folder = Files.createDirectories(code.resolve(LIBRARIES));
        var jars = new ArrayList<String>();
        for (var each : packages) {
            var name = jars.size() + "-" + each.name().replaceAll("[^A-Za-z0-9._-]", "-");
            if (name.endsWith(".jar") || each.path().isEmpty()) {
                // The class path's separator, and nothing else, stands between two of them.
                Files.copy(archives.resolve(each.file()), folder.resolve(name));
                jars.add(InCell.CODE + "/" + LIBRARIES + "/" + name);
            }
        }
        var outcome = new InstalledFiles(archives).read(packages.getFirst());
        return switch (outcome) {
            case ReadOutcome.Rejected(var reason) ->
                    new Laid.Nothing("its jar cannot be read: " + reason);
            case ReadOutcome.Read(var tree) -> {
                var manifest = tree.files().getOrDefault("META-INF/MANIFEST.MF", new byte[0]);
                var main = header(manifest, "Main-Class");
                if (main.isEmpty()) {
                    yield new Laid.Nothing(
                            "its jar names no Main-Class, so it is a library and no program");
                }
                var whole =
                        tree.files().keySet().stream()
                                        .anyMatch(each -> each.startsWith("BOOT-INF/"))
                                || !header(manifest, "Class-Path").isEmpty();
                yield new Laid.Ready(
                        new JavaEntry(program(main, whole, jars), JavaCoverage.of(tree)));
            }
        };
    }

    private static List<String> program(String main, boolean whole, List<String> jars) {
        return whole
                ? List.of(java(), "-jar", jars.getFirst())
                : List.of(java(), "-cp", String.join(":", jars), main);
    }

    private static String java() {
        return JAVA.resolve("bin/java").toString();
    }

    /** A header of the main part, whose lines go on where the next begins with a space. */
    private static String header(byte[] manifest, String name) {
        var text =
                new String(manifest, StandardCharsets.UTF_8)
                        .replace("\r\n", "\n")
                        .replace('\r', '\n')
                        .replace("\n ", "");
        for (var line : text.lines().takeWhile(each -> !each.isBlank()).toList()) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    @Override
    public List<String> program(Canaries canaries) {
        return program;
    }

    @Override
    public Map<String, String> environment(Canaries canaries) {
        var environment = new TreeMap<String, String>();
        environment.put("JAVA_HOME", JAVA.toString());
        environment.put(OPTIONS, options());
        return environment;
    }

    private static String options() {
        // What a cell allows is less than what Java takes of a large host by itself, and its
        // counters in /tmp are nothing that the server wrote.
        return "-Djavax.net.ssl.trustStore="
                + TRUST
                + " -Djavax.net.ssl.trustStorePassword="
                + PASSWORD
                + " -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData";
    }

    @Override
    public Set<String> asked() {
        return Set.of();
    }

    /** Java asks for the home folder of its user before anything else. */
    @Override
    public List<String> opened() {
        return List.of("/etc/passwd");
    }

    @Override
    public List<String> path() {
        return List.of(JAVA.resolve("bin").toString());
    }

    /** Java, where it is none of the system's programs, which are there. */
    @Override
    public List<Cell.Mount> mounts() {
        return JAVA.startsWith("/usr")
                ? List.of()
                : List.of(new Cell.Mount(JAVA, JAVA.toString(), false));
    }

    /** Nothing of a jar runs before it is started. */
    @Override
    public List<Hook> hooks() {
        return List.of();
    }

    @Override
    public List<String> preparation() {
        return List.of();
    }

    @Override
    public void prepared(Path kit) {}

    @Override
    public void equip(Path kit, boolean watched) throws IOException {
        try (var out = Files.newOutputStream(kit.resolve("trust.p12"))) {
            var pem = Files.readAllBytes(kit.resolve("authority.pem"));
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "authority",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(pem)));
            store.store(out, PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("no trust store could be made", e);
        }
        coverage.equip(kit);
    }

    @Override
    public Map<String, String> watching() {
        return Map.of(OPTIONS, options() + " " + JavaCoverage.OPTIONS);
    }

    @Override
    public Map<String, List<Observed.Span>> executed(Path folder) throws IOException {
        return coverage.executed(folder);
    }

    @Override
    public List<Observed.Missing> missing() {
        return coverage.missing();
    }
}
