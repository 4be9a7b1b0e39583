package dev.assay.scanners.detonation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SamplePackage;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.detonation.chamber.Chamber;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Observed;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Servers that listen on a port of their own are run and driven there. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PortServersRunTest {

    private static final Detonation DETONATION = new Detonation(Chamber.ofHost());

    @Test
    void a_server_over_streamable_http_is_driven_at_the_path_that_it_prints() throws Exception {
        var observed = observed("streamable.cjs");

        assertThat(observed.outcome()).as(observed.problem()).isEqualTo(Observed.Outcome.DRIVEN);
        assertThat(observed.server())
                .isEqualTo(new Observed.Server("port-mail", "1.0.0", "2025-11-25"));
        assertThat(observed.runs())
                .filteredOn(run -> !run.kind().equals("install"))
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        run ->
                                assertThat(run.endpoint())
                                        .isEqualTo("http://127.0.0.1:3000/team/mcp"));
        assertThat(observed.tools())
                .containsExactly(
                        new Observed.Tool(
                                "send_mail",
                                true,
                                List.of("answered", "answered", "answered", "answered")));
        assertThat(values(observed, FindingKind.OUTBOUND_DOMAIN))
                .containsExactly("api.mail.example");
        assertThat(values(observed, FindingKind.PAYLOAD_FIELD))
                .contains("api.mail.example text", "api.mail.example to");
        assertThat(values(observed, FindingKind.SECRET_FLOW))
                .containsExactly(
                        "argument:text -> api.mail.example", "argument:to -> api.mail.example");
        assertThat(values(observed, FindingKind.TOOL_ADDED)).containsExactly("send_mail");
        assertThat(observed.unsteady()).isEmpty();
    }

    @Test
    void a_server_over_the_transport_of_2024_is_driven() throws Exception {
        var observed = observed("events.cjs");

        assertThat(observed.outcome()).as(observed.problem()).isEqualTo(Observed.Outcome.DRIVEN);
        assertThat(observed.server())
                .isEqualTo(new Observed.Server("event-mail", "1.0.0", "2024-11-05"));
        assertThat(observed.runs().getFirst().endpoint()).isEqualTo("http://127.0.0.1:8080/sse");
        assertThat(observed.tools()).allMatch(Observed.Tool::reached);
        assertThat(values(observed, FindingKind.PAYLOAD_FIELD)).contains("api.mail.example note");
        assertThat(observed.unsteady()).isEmpty();
    }

    @Test
    void a_port_with_a_page_does_not_keep_from_waiting_for_the_standard_streams() throws Exception {
        var observed = observed("page.cjs");

        assertThat(observed.outcome()).as(observed.problem()).isEqualTo(Observed.Outcome.DRIVEN);
        assertThat(observed.runs()).allSatisfy(run -> assertThat(run.endpoint()).isNull());
        assertThat(values(observed, FindingKind.LISTENER)).isNotEmpty();
    }

    private static Observed observed(String program) throws Exception {
        var release =
                SamplePackage.of(
                        Map.of(
                                "package.json",
                                "{\"name\": \"made-up-port\", \"version\": \"1.0.0\", \"bin\": \"a.cjs\"}",
                                "a.cjs",
                                text(program)));
        var locked =
                new LockedPackage(
                        "",
                        Purl.npm(release.name(), release.version()),
                        new Integrity(release.integrity()),
                        false,
                        "{}");
        var outcome =
                DETONATION.run(
                        new Closure(locked.purl(), List.of(locked)),
                        Set.of(),
                        (each, file) -> Files.write(file, release.tarball()),
                        what -> {});
        return switch (outcome) {
            case DetonationOutcome.Ran(var observed, var evidence) -> observed;
            case DetonationOutcome.NotRun(var reason, var why) -> {
                assumeTrue(!reason.contains("was not run:"), reason);
                throw new AssertionError(reason);
            }
        };
    }

    private static String text(String name) throws IOException {
        try (var in =
                Objects.requireNonNull(
                        PortServersRunTest.class.getResourceAsStream("/detonation/port/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> values(Observed observed, FindingKind kind) {
        return observed.facts().stream()
                .filter(fact -> fact.kind() == kind)
                .map(Fact::value)
                .sorted()
                .toList();
    }
}
