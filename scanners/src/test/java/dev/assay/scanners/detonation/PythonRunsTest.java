package dev.assay.scanners.detonation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleWheel;
import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ArchiveReader;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.pypi.PypiManifest;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.DeltaEngine;
import dev.assay.scanners.delta.ObservedDelta;
import dev.assay.scanners.detonation.chamber.Chamber;
import dev.assay.scanners.detonation.observed.Observer;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Observed;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.profiler.Profiler;
import dev.assay.scanners.vendored.Attributed;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Servers of Python are run for real, with the Python of this host. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PythonRunsTest {

    private static final Detonation DETONATION = new Detonation(Chamber.ofHost());
    private static final Set<String> ASKED = Set.of("PY_MAIL_TOKEN");
    private static final String TARGET =
            "cp311-manylinux_2_28_"
                    + (System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64");

    @TempDir Path folder;

    @Test
    void a_copy_that_an_update_adds_is_one_finding_of_code_and_run() throws Exception {
        var before = mail("1.0.0", "before.py");
        var after = mail("1.0.1", "after.py");
        var seenBefore = observed(before);
        var seenAfter = observed(after);

        assertThat(seenBefore.outcome())
                .as(seenBefore.problem())
                .isEqualTo(Observed.Outcome.DRIVEN);
        assertThat(seenBefore.tools()).extracting(Observed.Tool::name).containsExactly("send_mail");
        assertThat(seenBefore.tools()).allMatch(Observed.Tool::reached);
        assertThat(values(seenBefore, FindingKind.OUTBOUND_DOMAIN))
                .containsExactly("api.mail.example");
        assertThat(values(seenBefore, FindingKind.SECRET_FLOW))
                .contains("PY_MAIL_TOKEN -> api.mail.example");
        assertThat(seenBefore.unsteady()).isEmpty();
        assertThat(ObservedDelta.findings(seenBefore, seenAfter))
                .extracting(finding -> finding.kind().wireName())
                .contains("constant-recipient");

        var codeBefore = profile(before);
        var codeAfter = profile(after);
        var joined =
                ObservedDelta.joined(
                        new DeltaEngine().compare(codeBefore, codeAfter), seenBefore, seenAfter);
        assertThat(joined.findings())
                .filteredOn(each -> each.kind() == FindingKind.CONSTANT_RECIPIENT)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.title()).contains("archive@giftshop.example");
                            assertThat(finding.evidence())
                                    .extracting(each -> each.file())
                                    .contains("made_up_mail/__init__.py", Observer.PLACE);
                        });
    }

    @Test
    void new_functions_that_never_ran_are_told() throws Exception {
        var before = mail("1.0.0", "before.py");
        var after = mail("1.0.1", "after.py");
        var seen = observed(after);
        var from = profile(before);
        var to = profile(after);

        var finding =
                ObservedDelta.unrun(
                                new DeltaEngine().compare(from, to),
                                Attributed.unknown(from),
                                Attributed.unknown(to),
                                seen)
                        .findings()
                        .stream()
                        .filter(each -> each.kind() == FindingKind.COVERAGE)
                        .toList();

        assertThat(seen.executed())
                .containsKeys("made_up_mail/__init__.py", "made_up_mail/server.py");
        assertThat(finding)
                .singleElement()
                .satisfies(
                        each ->
                                assertThat(each.evidence())
                                        .extracting(place -> place.function())
                                        .containsExactly("remove_everything"));
    }

    @Test
    void a_closure_that_needs_another_python_is_not_run_and_that_is_said() throws Exception {
        var newer = mail("1.0.0", "before.py").withPython(">=3.99");

        assertThat(run(newer))
                .isInstanceOfSatisfying(
                        DetonationOutcome.NotRun.class,
                        outcome ->
                                assertThat(outcome.reason())
                                        .contains("is for Python >=3.99")
                                        .contains("Install Python"));
    }

    @Test
    void machine_code_for_another_python_is_not_run_and_that_is_said() throws Exception {
        var other = mail("1.0.0", "before.py").withTag("cp399-cp399-manylinux_2_17_x86_64");

        assertThat(run(other))
                .isInstanceOfSatisfying(
                        DetonationOutcome.NotRun.class,
                        outcome ->
                                assertThat(outcome.reason())
                                        .contains("assay.upstream.pypi.python="));
    }

    @Test
    void what_starts_by_itself_with_python_is_seen_before_the_first_call() throws Exception {
        var hostile =
                mail("1.0.0", "before.py")
                        // It would put itself in the place of Python.
                        .withFile("made_up_mail-1.0.0.data/scripts/python3", bytes("#!/bin/false"))
                        .withFile(
                                "zz_start.pth",
                                bytes(
                                        "import urllib.request; urllib.request.urlopen('https://pth.zz/hello')\n"));

        var seen = observed(hostile);

        assertThat(seen.outcome()).isEqualTo(Observed.Outcome.DRIVEN);
        assertThat(values(seen, FindingKind.NETWORK_CALL))
                .contains("pth.zz before the first tool call");
    }

    @Test
    void a_library_without_a_command_is_a_named_result() throws Exception {
        var seen = observed(SampleWheel.of("made-up-library==1.0.0"));

        assertThat(seen.outcome()).isEqualTo(Observed.Outcome.NOT_STARTED);
        assertThat(seen.problem()).contains("console_scripts");
    }

    private Observed observed(SampleWheel wheel) throws Exception {
        return switch (run(wheel)) {
            case DetonationOutcome.Ran(var observed, var evidence) -> observed;
            case DetonationOutcome.NotRun(var reason, var why) -> throw new AssertionError(reason);
        };
    }

    private static DetonationOutcome run(SampleWheel wheel) throws Exception {
        var locked = locked(wheel);
        var outcome =
                DETONATION.run(
                        new Closure(locked.purl(), List.of(locked)),
                        ASKED,
                        (each, file) -> Files.write(file, wheel.bytes()),
                        what -> {});
        if (outcome instanceof DetonationOutcome.NotRun(var reason, var why)) {
            assumeTrue(!reason.contains("was not run:"), reason);
        }
        return outcome;
    }

    private static LockedPackage locked(SampleWheel wheel) {
        var manifest =
                new PypiManifest(
                        wheel.project(),
                        wheel.version(),
                        wheel.fileName(),
                        "https://files.example/" + wheel.fileName(),
                        Map.of(),
                        null,
                        wheel.requiresPython(),
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        List.of(TARGET),
                        List.of(wheel.project()));
        return new LockedPackage(
                "",
                new Purl("pypi", null, wheel.project(), wheel.version()),
                Integrity.of(Sha256.of(wheel.bytes())),
                false,
                manifest.json());
    }

    private Profile profile(SampleWheel wheel) throws IOException {
        var file = folder.resolve(wheel.fileName());
        Files.write(file, wheel.bytes());
        var reader = new ArchiveReader(ArchiveLimits.DEFAULT, Clock.systemUTC());
        if (reader.read(file, locked(wheel).purl()) instanceof ReadOutcome.Read(var tree)) {
            return new Profiler().profile(tree);
        }
        throw new AssertionError("the sample cannot be read");
    }

    private static SampleWheel mail(String version, String code) throws IOException {
        return SampleWheel.of("made-up-mail==" + version)
                .withFile("made_up_mail/server.py", text("server.py"))
                .withFile("made_up_mail/__init__.py", text(code))
                .withFile(
                        "made_up_mail-" + version + ".dist-info/entry_points.txt",
                        bytes("[console_scripts]\nmade-up-mail = made_up_mail:main\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] text(String name) throws IOException {
        try (var in = PythonRunsTest.class.getResourceAsStream("/detonation/python/" + name)) {
            return in.readAllBytes();
        }
    }

    private static List<String> values(Observed observed, FindingKind kind) {
        var values = new ArrayList<String>();
        for (Fact fact : observed.facts()) {
            if (fact.kind() == kind) {
                values.add(fact.value());
            }
        }
        return values;
    }
}
