package dev.assay.scanners.detonation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleMavenRepository;
import dev.assay.samples.SampleWheel;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.pypi.PypiManifest;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.PythonName;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.detonation.chamber.Chamber;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Observed;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import javax.tools.ToolProvider;

/** Servers on the SDKs that nearly all servers are written with, each with its whole closure. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OfficialSdksRunTest {

    private static final Detonation DETONATION = new Detonation(Chamber.ofHost());
    private static final String MACHINE =
            System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";

    @TempDir Path folder;

    @Test
    void a_server_on_the_sdk_of_java_is_driven() throws Exception {
        var packages = new LinkedHashMap<LockedPackage, byte[]>();
        var server = compiled();
        packages.put(locked("", "pkg:maven/org.example/sdk-mail@1.0.0", server, "{}"), server);
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var jar = Path.of(entry);
            if (entry.endsWith(".jar") && Files.isRegularFile(jar)) {
                var name = String.valueOf(jar.getFileName()).replace(".jar", "");
                if (name.matches("(mcp|jackson|reactor|reactive|slf4j|json-schema|itu).*")) {
                    var bytes = Files.readAllBytes(jar);
                    packages.put(
                            locked(name, "pkg:maven/org.example/" + name + "@1", bytes, "{}"),
                            bytes);
                }
            }
        }

        var observed = observed(Set.of("JAVA_MAIL_TOKEN"), packages);

        assertDriven(observed, "JAVA_MAIL_TOKEN", 1);
    }

    @Test
    void a_server_on_the_sdk_of_python_is_driven() throws Exception {
        var observed = observed(Set.of("PY_MAIL_TOKEN"), python("sdk.py", "mcp"));

        assertDriven(observed, "PY_MAIL_TOKEN", 1);
        assertThat(observed.executed()).containsKey("made_up_mail/__init__.py");
    }

    @Test
    void a_server_on_the_sdk_of_python_is_driven_over_streamable_http() throws Exception {
        var observed = observed(Set.of("PY_MAIL_TOKEN"), python("port.py", "mcp"));

        assertDriven(observed, "PY_MAIL_TOKEN", 1);
        assertThat(observed.runs())
                .allSatisfy(run -> assertThat(run.endpoint()).endsWith(":8000/mcp"));
    }

    @Test
    void a_server_on_fastmcp_is_driven_and_what_the_framework_asks_by_itself_is_seen()
            throws Exception {
        var observed = observed(Set.of("PY_MAIL_TOKEN"), python("fast.py", "fastmcp"));

        // It asks an index, at each start, whether there is a newer version of it.
        assertDriven(observed, "PY_MAIL_TOKEN", 2);
        assertThat(values(observed, FindingKind.NETWORK_CALL))
                .anyMatch(each -> each.endsWith(" before the first tool call"));
    }

    private static void assertDriven(Observed observed, String token, int hosts) {
        assertThat(observed.outcome()).as(observed.problem()).isEqualTo(Observed.Outcome.DRIVEN);
        assertThat(observed.tools()).extracting(Observed.Tool::name).containsExactly("send_mail");
        assertThat(observed.tools()).allMatch(Observed.Tool::reached);
        assertThat(values(observed, FindingKind.OUTBOUND_DOMAIN))
                .hasSize(hosts)
                .contains("api.mail.example");
        assertThat(values(observed, FindingKind.SECRET_FLOW))
                .contains(token + " -> api.mail.example");
        assertThat(values(observed, FindingKind.TLS_PINNING)).isEmpty();
        assertThat(values(observed, FindingKind.CANARY_LEAK)).isEmpty();
        assertThat(observed.missing()).isEmpty();
        assertThat(observed.unsteady()).isEmpty();
    }

    /** A wheel with what this machine's pip brings along for it. */
    private Map<LockedPackage, byte[]> python(String code, String sdk) throws Exception {
        var python = said(List.of("/usr/bin/python3", "--version")).strip();
        assumeTrue(python.matches("Python 3\\.\\d+\\.\\d+"), "there is no Python for cells here");
        var version = python.replaceAll("Python (3\\.\\d+).*", "$1");
        assumeTrue(
                said(List.of("python3", "--version")).startsWith("Python " + version + "."),
                "this machine's pip is of another Python than that of cells");
        var wheels = Files.createDirectory(folder.resolve("wheels"));
        var log =
                said(
                        List.of(
                                "python3",
                                "-m",
                                "pip",
                                "download",
                                "--quiet",
                                "--retries",
                                "0",
                                "--only-binary=:all:",
                                "--dest",
                                wheels.toString(),
                                sdk));
        var target = "cp" + version.replace(".", "") + "-manylinux_2_28_" + MACHINE;
        var packages = new LinkedHashMap<LockedPackage, byte[]>();
        var server =
                SampleWheel.of("made-up-mail==1.0.0")
                        .withFile("made_up_mail/__init__.py", text("python/" + code))
                        .withFile(
                                "made_up_mail-1.0.0.dist-info/entry_points.txt",
                                "[console_scripts]\nmade-up-mail = made_up_mail:main\n"
                                        .getBytes(StandardCharsets.UTF_8));
        packages.put(python("", server.fileName(), server.bytes(), target), server.bytes());
        try (var files = Files.list(wheels)) {
            for (var file : files.sorted().toList()) {
                var name = String.valueOf(file.getFileName());
                var bytes = Files.readAllBytes(file);
                packages.put(python(name, name, bytes, target), bytes);
            }
        }
        assumeTrue(packages.size() > 5, "this machine's pip finds no " + sdk + ": " + log);
        return packages;
    }

    private static LockedPackage python(String path, String file, byte[] bytes, String target) {
        var name = PythonName.normal(file.substring(0, file.indexOf('-')));
        var version = file.split("-")[1];
        var manifest =
                new PypiManifest(
                        name,
                        version,
                        file,
                        "https://files.example/" + file,
                        Map.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        List.of(target),
                        List.of(name));
        return locked(path, "pkg:pypi/" + name + "@" + version, bytes, manifest.json());
    }

    private static Observed observed(Set<String> asked, Map<LockedPackage, byte[]> packages)
            throws Exception {
        var all = List.copyOf(packages.keySet());
        var outcome =
                DETONATION.run(
                        new Closure(all.getFirst().purl(), all),
                        asked,
                        (each, file) -> Files.write(file, packages.get(each)),
                        what -> {});
        return switch (outcome) {
            case DetonationOutcome.Ran(var observed, var evidence) -> observed;
            case DetonationOutcome.NotRun(var reason, var why) -> {
                assumeTrue(!reason.contains("was not run:"), reason);
                throw new AssertionError(reason);
            }
        };
    }

    private static LockedPackage locked(String path, String purl, byte[] bytes, String manifest) {
        return new LockedPackage(
                path, Purl.parse(purl), Integrity.of(Sha256.of(bytes)), false, manifest);
    }

    private byte[] compiled() throws IOException {
        var arguments =
                new ArrayList<String>(
                        List.of(
                                "-d",
                                folder.toString(),
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path")));
        for (var name : List.of("SdkServer.java", "Sender.java")) {
            var file = folder.resolve(name);
            Files.write(file, text("java/" + name));
            arguments.add(file.toString());
        }
        assertThat(
                        ToolProvider.getSystemJavaCompiler()
                                .run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        var classes = new TreeMap<String, byte[]>();
        classes.put(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\r\nMain-Class: mail.SdkServer\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                classes.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return SampleMavenRepository.jar(classes);
    }

    /** What a program of this machine says; nothing where there is none. */
    private static String said(List<String> command) throws Exception {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            return said;
        } catch (IOException e) {
            return "";
        }
    }

    private static byte[] text(String name) throws IOException {
        try (var in = OfficialSdksRunTest.class.getResourceAsStream("/detonation/" + name)) {
            return in.readAllBytes();
        }
    }

    private static List<String> values(Observed observed, FindingKind kind) {
        return observed.facts().stream()
                .filter(fact -> fact.kind() == kind)
                .map(Fact::value)
                .toList();
    }
}
