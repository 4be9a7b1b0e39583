package dev.assay.scanners.detonation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleMavenRepository;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.detonation.chamber.Chamber;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Observed;
import dev.assay.scanners.profiler.Profiler;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.tools.ToolProvider;

/** Servers of Java and bundles are run for real, with what this host has. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OtherServersRunTest {

    private static final Detonation DETONATION = new Detonation(Chamber.ofHost());
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String BUNDLE =
            "pkg:generic/mcpb/https/bundles.example/mail.mcpb@sha256." + "0".repeat(64);

    @TempDir Path folder;

    @Test
    void a_server_of_java_is_started_with_its_closure_and_trusts_the_sinkhole() throws Exception {
        var classes = compiled("MailServer.java", "Sender.java");
        var sender = jar(Map.of("mail/Sender.class", classes.get("mail/Sender.class")), "");
        classes.remove("mail/Sender.class");
        var server = jar(classes, "Main-Class: mail.MailServer\r\n");

        var observed =
                observed(
                        Set.of("JAVA_MAIL_TOKEN"),
                        Map.of(
                                locked("", "pkg:maven/org.example/mail-server@1.0.0", server),
                                server,
                                locked("sender", "pkg:maven/org.example/sender@1.0.0", sender),
                                sender));

        assertThat(observed.outcome()).as(observed.problem()).isEqualTo(Observed.Outcome.DRIVEN);
        assertThat(observed.tools()).allMatch(Observed.Tool::reached);
        assertThat(values(observed, FindingKind.OUTBOUND_DOMAIN))
                .containsExactly("api.mail.example");
        assertThat(values(observed, FindingKind.SECRET_FLOW))
                .contains("JAVA_MAIL_TOKEN -> api.mail.example");
        assertThat(values(observed, FindingKind.TLS_PINNING)).isEmpty();
        assertThat(values(observed, FindingKind.FS_ACCESS)).isEmpty();
        assertThat(observed.unsteady()).isEmpty();
        assertThat(observed.missing()).isEmpty();
    }

    @Test
    void methods_of_java_that_never_ran_are_told_from_those_that_did() throws Exception {
        var classes = compiled("MailServer.java", "Sender.java");
        var server = jar(classes, "Main-Class: mail.MailServer\r\n");
        var purl = "pkg:maven/org.example/mail-server@1.0.0";
        var observed = observed(Set.of(), Map.of(locked("", purl, server), server));
        var all = new TreeMap<>(classes);
        var functions =
                new Profiler()
                        .profile(new PackageTree(Purl.parse(purl), null, all, List.of()))
                        .functions();

        var idle =
                functions.stream()
                        .filter(
                                each ->
                                        !observed.executed()
                                                .getOrDefault(each.file(), List.of())
                                                .contains(
                                                        new Observed.Span(
                                                                each.start(), each.end())))
                        .map(FunctionPrint::name);

        assertThat(functions)
                .extracting(FunctionPrint::name)
                .contains("Sender.send", "MailServer.answer");
        assertThat(idle).containsExactlyInAnyOrder("Sender.never", "MailServer", "Sender");
    }

    @Test
    void a_jar_without_a_main_class_is_a_named_result() throws Exception {
        var library = jar(compiled("Sender.java"), "");

        var observed =
                observed(
                        Set.of(),
                        Map.of(locked("", "pkg:maven/org.example/sender@1.0.0", library), library));

        assertThat(observed.outcome()).isEqualTo(Observed.Outcome.NOT_STARTED);
        assertThat(observed.problem()).contains("no Main-Class");
    }

    @Test
    void a_bundle_of_python_is_started_as_its_manifest_says() throws Exception {
        var bundle =
                SampleMavenRepository.jar(
                        Map.of(
                                "manifest.json",
                                manifest("python", "python", "${__dirname}/server/main.py"),
                                "server/main.py",
                                bytes("from made_up_mail import main\nmain()\n"),
                                "server/lib/made_up_mail/__init__.py",
                                text("python/before.py"),
                                "server/lib/made_up_mail/server.py",
                                text("python/server.py")));

        var observed = observed(Set.of(), Map.of(locked("", BUNDLE, bundle), bundle));

        assertThat(observed.outcome()).as(observed.problem()).isEqualTo(Observed.Outcome.DRIVEN);
        assertThat(values(observed, FindingKind.SECRET_FLOW))
                .contains("PY_MAIL_TOKEN -> api.mail.example");
        assertThat(values(observed, FindingKind.CANARY_LEAK)).isEmpty();
        assertThat(observed.executed()).containsKey("server/lib/made_up_mail/__init__.py");
    }

    @Test
    void a_bundle_with_a_program_of_its_own_is_run_where_the_processor_fits() throws Exception {
        var script = "#!/usr/bin/python3\nimport sys\nsys.path.insert(0, '/app')\n";
        var bundle =
                SampleMavenRepository.jar(
                        Map.of(
                                "manifest.json",
                                manifest("binary", "${__dirname}/server/mail"),
                                "server/mail",
                                bytes(script + "from made_up_mail import main\nmain()\n"),
                                "made_up_mail/__init__.py",
                                text("python/before.py"),
                                "made_up_mail/server.py",
                                text("python/server.py")));

        var observed = observed(Set.of(), Map.of(locked("", BUNDLE, bundle), bundle));

        assertThat(observed.outcome()).as(observed.problem()).isEqualTo(Observed.Outcome.DRIVEN);
        assertThat(observed.missing())
                .extracting(Observed.Missing::what)
                .contains("which functions ran");
    }

    @Test
    void what_a_bundle_says_against_this_host_keeps_it_from_being_run() throws Exception {
        var elf = new byte[64];
        elf[0] = 0x7f;
        elf[1] = 'E';
        elf[2] = 'L';
        elf[3] = 'F';
        // SPARC.
        elf[18] = 2;

        assertThat(reason(manifest("binary", "${__dirname}/server/mail"), elf))
                .contains("for another processor");
        assertThat(reason(manifest("binary", "${__dirname}/server/mail"), new byte[64]))
                .contains("none for Linux");
        assertThat(reason(manifest("node", "npx", "-y", "made-up"), elf))
                .contains("fetches what it runs");
        assertThat(
                        reason(
                                bytes(
                                        "{\"server\": {\"type\": \"node\"}, \"compatibility\":"
                                                + " {\"platforms\": [\"darwin\"]}}"),
                                elf))
                .contains("it is for darwin");
    }

    @Test
    void what_no_runner_is_for_is_said_with_what_to_do() throws Exception {
        for (var each :
                Map.of(
                                "pkg:cargo/made-up@1.0.0",
                                "have to be compiled",
                                "pkg:nuget/Made.Up@1.0.0",
                                "no runner for .NET",
                                "pkg:oci/made-up@sha256:" + "0".repeat(64),
                                "no runner for images",
                                "pkg:github/made/up@1.0.0",
                                "request that",
                                "pkg:generic/https/mcp.example/v1@1.0.0",
                                "by asking it")
                        .entrySet()) {
            var closure = new Closure(Purl.parse(each.getKey()), List.of());

            assertThat(DETONATION.run(closure, Set.of(), (a, b) -> {}, what -> {}))
                    .isInstanceOfSatisfying(
                            DetonationOutcome.NotRun.class,
                            outcome -> assertThat(outcome.reason()).contains(each.getValue()));
        }
    }

    private String reason(byte[] manifest, byte[] program) throws Exception {
        var bundle =
                SampleMavenRepository.jar(
                        Map.of("manifest.json", manifest, "server/mail", program));
        return switch (run(Set.of(), Map.of(locked("", BUNDLE, bundle), bundle))) {
            case DetonationOutcome.NotRun(var reason, var why) -> reason;
            case DetonationOutcome.Ran ran -> throw new AssertionError(ran.observed().toString());
        };
    }

    /** A manifest of a bundle that asks its user for a token. */
    private static byte[] manifest(String type, String command, String... arguments) {
        var quoted = new ArrayList<String>();
        for (var each : arguments) {
            quoted.add('"' + each + '"');
        }
        return bytes(
                """
                {
                  "manifest_version": "0.3",
                  "name": "made-up-mail",
                  "version": "1.0.0",
                  "description": "A sample",
                  "server": {
                    "type": "%s",
                    "entry_point": "server/main.py",
                    "mcp_config": {
                      "command": "%s",
                      "args": %s,
                      "env": {
                        "PYTHONPATH": "${__dirname}/server/lib",
                        "PY_MAIL_TOKEN": "${user_config.token}"
                      }
                    }
                  },
                  "user_config": {
                    "token": {"type": "string", "title": "Token", "sensitive": true, "required": true}
                  }
                }
                """
                        .formatted(type, command, quoted));
    }

    private static Observed observed(Set<String> asked, Map<LockedPackage, byte[]> packages)
            throws Exception {
        return switch (run(asked, packages)) {
            case DetonationOutcome.Ran(var observed, var evidence) -> observed;
            case DetonationOutcome.NotRun(var reason, var why) -> throw new AssertionError(reason);
        };
    }

    private static DetonationOutcome run(Set<String> asked, Map<LockedPackage, byte[]> packages)
            throws Exception {
        var sorted = new ArrayList<>(packages.keySet());
        sorted.sort((one, other) -> one.path().compareTo(other.path()));
        var outcome =
                DETONATION.run(
                        new Closure(sorted.getFirst().purl(), sorted),
                        asked,
                        (each, file) -> Files.write(file, packages.get(each)),
                        what -> {});
        if (outcome instanceof DetonationOutcome.NotRun(var reason, var why)) {
            assumeTrue(!reason.contains("was not run:"), reason);
        }
        return outcome;
    }

    private static LockedPackage locked(String path, String purl, byte[] bytes) {
        return new LockedPackage(
                path, Purl.parse(purl), Integrity.of(Sha256.of(bytes)), false, "{}");
    }

    private static byte[] jar(Map<String, byte[]> files, String headers) {
        var all = new TreeMap<>(files);
        all.put(MANIFEST, bytes("Manifest-Version: 1.0\r\n" + headers + "\r\n"));
        return SampleMavenRepository.jar(all);
    }

    /** Sources of the samples as the JDK compiles them, by the path of the class. */
    private Map<String, byte[]> compiled(String... names) throws IOException {
        var sources = new ArrayList<String>(List.of("-d", folder.toString(), "-proc:none"));
        for (var name : names) {
            var file = folder.resolve(name);
            Files.write(file, text("java/" + name));
            sources.add(file.toString());
        }
        var problems =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, sources.toArray(String[]::new));
        assertThat(problems).isZero();
        var classes = new HashMap<String, byte[]>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                classes.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] text(String name) throws IOException {
        try (var in = OtherServersRunTest.class.getResourceAsStream("/detonation/" + name)) {
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
