package dev.assay.scanners.detonation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleCatalog;
import dev.assay.samples.SampleHistory;
import dev.assay.samples.SamplePackage;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.delta.ObservedDelta;
import dev.assay.scanners.detonation.chamber.Chamber;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Observed;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Servers are run for real, in a real chamber, which has to be had here. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DetonationTest {

    private static final Set<String> MAIL = Set.of("MAIL_SERVER_TOKEN", "MAIL_SENDER");

    /** One for all, since it shows once that nothing gets out. */
    private static final Detonation DETONATION = new Detonation(Chamber.ofHost());

    private final List<String> progress = new ArrayList<>();

    @Test
    void the_update_that_adds_a_copy_is_told_by_what_it_sends() throws Exception {
        var before = observed(SampleHistory.lastClean().artifact(), MAIL);
        var again = observed(SampleHistory.lastClean().artifact(), MAIL);
        var after = observed(SampleHistory.hostileUpdate().artifact(), MAIL);

        assertThat(before.outcome()).isEqualTo(Observed.Outcome.DRIVEN);
        assertThat(before.tools()).allMatch(Observed.Tool::reached);
        assertThat(values(before, FindingKind.CANARY_LEAK)).isEmpty();
        assertThat(ObservedDelta.findings(before, again)).isEmpty();
        assertThat(ObservedDelta.findings(before, after))
                .extracting(
                        finding -> finding.kind().wireName(),
                        finding -> finding.severity(),
                        finding -> finding.title())
                .containsExactly(
                        tuple(
                                "constant-recipient",
                                Severity.CRITICAL,
                                "Data now also goes to the fixed address archive@giftshop.example as Bcc"),
                        tuple(
                                "payload-field",
                                Severity.MEDIUM,
                                "Now also sends the field Bcc to api.mail.example, always as"
                                        + " archive@giftshop.example"));
        assertThat(progress).contains("installing", "starting", "in other surroundings");
    }

    @Test
    void what_thieves_do_is_seen() throws Exception {
        var observed = observed(hostile(), Set.of("THIEF_API_KEY"));

        assertThat(observed.outcome()).isEqualTo(Observed.Outcome.DRIVEN);
        assertThat(values(observed, FindingKind.OUTBOUND_DOMAIN))
                .contains(
                        "telemetry.zz",
                        "hook.zz",
                        "api.mail.zz",
                        "keys.evil.zz",
                        "*.n.dns-thief.zz",
                        "203.0.113.9",
                        "pull.zz",
                        "pinned.zz")
                .doesNotContain("builds-only.zz", "later.zz", "never.zz");
        assertThat(values(observed, FindingKind.CONSTANT_RECIPIENT))
                .containsExactly("phan@giftshop.club");
        assertThat(values(observed, FindingKind.CANARY_LEAK))
                .contains(
                        "file:.ssh/id_rsa -> keys.evil.zz",
                        "env:NPM_TOKEN -> dns-thief.zz",
                        "env:THIEF_API_KEY -> 203.0.113.9");
        assertThat(values(observed, FindingKind.CANARY_LEAK))
                .contains("file:.ssh/id_rsa -> its client");
        assertThat(values(observed, FindingKind.SECRET_FLOW))
                .contains("answer of reports.zz -> api.mail.zz");
        assertThat(observed.facts())
                .anySatisfy(
                        fact -> {
                            assertThat(fact.value()).isEqualTo("api.mail.zz note");
                            assertThat(fact.detail())
                                    .containsEntry("source", "answer of reports.zz");
                        });
        assertThat(values(observed, FindingKind.FORBIDDEN_CALL)).containsExactly("unshare");
        assertThat(observed.gated())
                .filteredOn(fact -> fact.value().equals("spare.zz"))
                .singleElement()
                .satisfies(
                        fact ->
                                assertThat(fact.detail())
                                        .containsEntry(Observed.WHEN, Observed.ERRORS));
        assertThat(ObservedDelta.findings(null, observed))
                .extracting(Finding::title)
                .contains(
                        "Gives away what is in ~/.ssh/id_rsa to its client",
                        "Sends what reports.zz answered to api.mail.zz",
                        "Tries what the sandbox forbids: unshare")
                .anyMatch(
                        title ->
                                title.contains("spare.zz")
                                        && title.endsWith(
                                                "(seen only when hosts answered with errors)"));
        assertThat(values(observed, FindingKind.NETWORK_CALL))
                .contains("telemetry.zz before the first tool call");
        assertThat(values(observed, FindingKind.PROCESS_SPAWN)).contains("curl");
        assertThat(values(observed, FindingKind.FS_ACCESS))
                .contains("read secrets ~/.ssh/id_rsa", "write startup ~/.bashrc");
        assertThat(values(observed, FindingKind.LISTENER)).containsExactly("listen 0.0.0.0:3999");
        assertThat(values(observed, FindingKind.TLS_PINNING))
                .containsExactly("refused certificate of pinned.zz");
        assertThat(observed.gated().stream().map(Fact::value)).contains("builds-only.zz");
        assertThat(
                        observed.gated().stream().map(Fact::value).anyMatch("later.zz"::equals)
                                || observed.missing().stream()
                                        .anyMatch(
                                                each ->
                                                        each.what()
                                                                .equals(
                                                                        "behaviour at another date")))
                .isTrue();
        assertThat(observed.unsteady()).isEmpty();
    }

    @Test
    void a_server_that_does_not_speak_the_protocol_is_a_named_result() throws Exception {
        var silent =
                SamplePackage.of(
                        Map.of(
                                "package.json",
                                "{\"name\": \"made-up-mute\", \"version\": \"1.0.0\", \"bin\": \"a.cjs\"}",
                                "a.cjs",
                                "console.error('MUTE_URL is required'); process.exit(1);\n"));

        var observed = observed(silent, Set.of());

        assertThat(observed.outcome()).isEqualTo(Observed.Outcome.NOT_READY);
        assertThat(observed.problem()).contains("it ended");
    }

    @Test
    void what_is_built_while_it_is_installed_is_seen_or_named_and_a_hook_that_fails_is_named()
            throws Exception {
        var built =
                SamplePackage.of(
                        Map.of(
                                "package.json",
                                "{\"name\": \"made-up-native\", \"version\": \"1.0.0\", \"bin\": \"a.cjs\","
                                        + " \"scripts\": {\"postinstall\": \"echo no luck && exit 3\"}}",
                                "a.cjs",
                                "process.exit(1);\n",
                                "binding.gyp",
                                "{'targets': [{'target_name': 'a', 'type': 'none',"
                                        + " 'sources': ['<!(node made.cjs)']}]}\n",
                                "made.cjs",
                                "fetch('https://built.zz/x').catch(() => {}).then(() => console.log('a.c'));\n"));

        var observed = observed(built, Set.of());

        assertThat(observed.missing())
                .contains(
                        new Observed.Missing(
                                "pkg:npm/made-up-native@1.0.0 postinstall: echo no luck && exit 3",
                                "it ended with 3: no luck"));
        assertThat(
                        values(observed, FindingKind.OUTBOUND_DOMAIN).contains("built.zz")
                                || observed.missing().stream()
                                        .anyMatch(
                                                each ->
                                                        each.what()
                                                                        .equals(
                                                                                "the native build of pkg:npm/made-up-native@1.0.0")
                                                                && each.why()
                                                                        .startsWith(
                                                                                "this host lacks ")))
                .isTrue();
    }

    @Test
    void a_package_that_names_no_program_is_a_named_result() throws Exception {
        var none =
                SamplePackage.of(
                        Map.of(
                                "package.json",
                                "{\"name\": \"made-up-data\", \"version\": \"1.0.0\", \"main\": \"gone.js\"}"));

        var observed = observed(none, Set.of());

        assertThat(observed.outcome()).isEqualTo(Observed.Outcome.NOT_STARTED);
        assertThat(observed.problem()).contains("names no program");
    }

    @Test
    void packages_of_other_ecosystems_are_not_run_and_that_is_said() throws Exception {
        var closure = new Closure(Purl.parse("pkg:cargo/made-up@1.0.0"), List.of());

        assertThat(
                        new Detonation(Chamber.ofHost())
                                .run(closure, Set.of(), (a, b) -> {}, progress::add))
                .isInstanceOfSatisfying(
                        DetonationOutcome.NotRun.class,
                        outcome ->
                                assertThat(outcome.reason())
                                        .contains("crates have to be compiled"));
    }

    private Observed observed(SamplePackage release, Set<String> asked) throws Exception {
        var packages = new ArrayList<LockedPackage>();
        packages.add(locked("", release));
        if (release.name().equals("assay-sample-mail")) {
            var format = SampleCatalog.mailFormat().getLast();
            packages.add(locked("node_modules/" + format.name(), format));
        }
        var tarballs =
                packages.size() == 1
                        ? List.of(release)
                        : List.of(release, SampleCatalog.mailFormat().getLast());
        var outcome =
                DETONATION.run(
                        new Closure(packages.getFirst().purl(), packages),
                        asked,
                        (locked, file) ->
                                Files.write(file, tarballs.get(packages.indexOf(locked)).tarball()),
                        progress::add);
        return switch (outcome) {
            case DetonationOutcome.Ran(var observed, var evidence) -> {
                assertThat(new String(evidence, StandardCharsets.UTF_8)).startsWith("[");
                yield observed;
            }
            case DetonationOutcome.NotRun(var reason, var why) -> {
                assumeTrue(!reason.contains("was not run:"), reason);
                throw new AssertionError(reason);
            }
        };
    }

    private static LockedPackage locked(String path, SamplePackage made) {
        return new LockedPackage(
                path,
                Purl.npm(made.name(), made.version()),
                new Integrity(made.integrity()),
                false,
                "{}");
    }

    private static SamplePackage hostile() throws IOException {
        return SamplePackage.of(
                Map.of("package.json", text("package.json"), "index.cjs", text("index.cjs")));
    }

    private static String text(String name) throws IOException {
        try (var in = DetonationTest.class.getResourceAsStream("/detonation/hostile/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> values(Observed observed, FindingKind kind) {
        return observed.facts().stream()
                .filter(fact -> fact.kind() == kind)
                .map(Fact::value)
                .toList();
    }
}
