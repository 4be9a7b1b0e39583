package dev.assay.scanners.detonation.observed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.detonation.canary.Canaries;
import dev.assay.scanners.detonation.sinkhole.Header;
import dev.assay.scanners.detonation.sinkhole.Kept;
import dev.assay.scanners.detonation.sinkhole.Place;
import dev.assay.scanners.detonation.sinkhole.Seen;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ObserverTest {

    private static final Place MAIL_API = new Place("198.18.0.1", 443, "api.mail.zz");

    private final Canaries canaries = new Canaries("seed");
    private final String token = canaries.at("env:MAIL_TOKEN").value();
    private final String to = canaries.at("argument:send.to").value();
    private final String key = canaries.at("file:.ssh/id_rsa").value();

    @Test
    void a_request_is_told_by_host_fields_and_where_each_field_came_from() {
        var facts =
                facts(
                        "tool:send",
                        post(
                                "/email/12345",
                                Map.of("X-Server-Token", token),
                                "{\"To\": \"" + to + "@bait.example\", \"Tag\": \"v2\"}"));

        assertThat(values(facts, FindingKind.OUTBOUND_DOMAIN)).containsExactly("api.mail.zz");
        assertThat(values(facts, FindingKind.NETWORK_CALL))
                .containsExactly("POST api.mail.zz/email/{}");
        assertThat(values(facts, FindingKind.SECRET_FLOW))
                .containsExactlyInAnyOrder(
                        "MAIL_TOKEN -> api.mail.zz", "argument:to -> api.mail.zz");
        assertThat(fact(facts, "api.mail.zz To").detail()).containsEntry("source", "argument");
        assertThat(fact(facts, "api.mail.zz Tag").detail()).containsEntry("constant", "v2");
        assertThat(fact(facts, "api.mail.zz headers.X-Server-Token").detail())
                .containsEntry("source", "env");
        assertThat(values(facts, FindingKind.CANARY_LEAK)).isEmpty();
    }

    @Test
    void a_fixed_address_in_a_place_of_receivers_is_a_constant_recipient() {
        var facts =
                facts(
                        "tool:send",
                        post(
                                "/email",
                                Map.of(),
                                "{\"to\": \""
                                        + to
                                        + "@bait.example\", \"bcc\": \"phan@giftshop.club\"}"));

        var recipient = fact(facts, "phan@giftshop.club");
        assertThat(recipient.kind()).isEqualTo(FindingKind.CONSTANT_RECIPIENT);
        assertThat(recipient.detail()).containsEntry("field", "bcc");
        assertThat(values(facts, FindingKind.CONSTANT_RECIPIENT)).hasSize(1);
    }

    @Test
    void the_envelope_of_a_mail_tells_who_gets_a_copy_that_no_header_names() {
        var mail =
                new Seen.Mail(
                        1,
                        1,
                        1,
                        new Place("198.18.0.2", 25, "smtp.mail.zz"),
                        "host",
                        List.of(),
                        "kim@mail.zz",
                        List.of(to + "@bait.example", "phan@giftshop.club"),
                        kept("To: " + to + "@bait.example\r\n\r\nHello phan@giftshop.club"),
                        true,
                        false);

        var recipient = fact(facts("tool:send", mail), "phan@giftshop.club");
        assertThat(recipient.detail()).containsEntry("field", "bcc");
    }

    @Test
    void a_secret_that_nobody_gave_or_that_is_hidden_is_a_leak() {
        var hidden = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        var facts =
                facts(
                        "tool:send",
                        post("/a", Map.of(), "{\"k\": \"" + key + "\"}"),
                        post("/b", Map.of(), "{\"t\": \"" + hidden + "\"}"));

        assertThat(values(facts, FindingKind.CANARY_LEAK))
                .containsExactlyInAnyOrder(
                        "file:.ssh/id_rsa -> api.mail.zz", "env:MAIL_TOKEN -> api.mail.zz");
    }

    @Test
    void many_variables_that_nobody_asked_for_are_told_once_as_the_whole_environment() {
        var all = new StringBuilder();
        for (var name : List.of("A_TOKEN", "B_TOKEN", "C_TOKEN", "D_TOKEN")) {
            all.append(canaries.at("env:" + name).value()).append(' ');
        }
        var facts = facts("tool:send", post("/a", Map.of(), "{\"k\": \"" + all + token + "\"}"));

        assertThat(values(facts, FindingKind.CANARY_LEAK)).containsExactly("env:* -> api.mail.zz");
        assertThat(values(facts, FindingKind.SECRET_FLOW))
                .containsExactlyInAnyOrder("* -> api.mail.zz", "MAIL_TOKEN -> api.mail.zz");
    }

    @Test
    void what_comes_back_to_who_asks_is_told_but_for_what_is_there_to_be_told() {
        var observer = new Observer("pkg:npm/a@1.0.0", canaries, Set.of("MAIL_TOKEN"));
        var note = canaries.at("file:bait/notes.txt").value();
        observer.said("its client", to + " " + note + " " + token + "\n" + key);

        var facts = observer.facts(List.of());
        assertThat(values(facts, FindingKind.SECRET_FLOW))
                .containsExactlyInAnyOrder(
                        "MAIL_TOKEN -> its client", "file:~/.ssh/id_rsa -> its client");
        assertThat(values(facts, FindingKind.CANARY_LEAK))
                .containsExactly("file:.ssh/id_rsa -> its client");
    }

    @Test
    void a_field_whose_name_was_given_is_told_alike_in_every_run() {
        var other = new Canaries("another seed");
        var name = other.at("argument:send.to").value();
        // In the second, half of the given name would be left by cutting it first.
        for (var before : List.of("", "x".repeat(190))) {
            var one = facts("tool:send", post("/a", Map.of(), "{\"" + before + to + "\": \"v\"}"));
            var two =
                    new Observer("pkg:npm/a@1.0.0", other, Set.of("MAIL_TOKEN"))
                            .facts(
                                    List.of(
                                            new Noted(
                                                    "tool:send",
                                                    post(
                                                            "/a",
                                                            Map.of(),
                                                            "{\""
                                                                    + before
                                                                    + name
                                                                    + "\": \"v\"}"))));
            assertThat(Steady.of(List.of(one, two)).unsteady()).isEmpty();
        }
        var one = facts("tool:send", post("/a", Map.of(), "{\"" + to + "\": \"v2\"}"));
        assertThat(fact(one, "api.mail.zz {argument:send.to}").detail())
                .containsEntry("field", "{argument:send.to}")
                .containsEntry("constant", "v2");
    }

    @Test
    void basic_authentication_hides_nothing() {
        var basic =
                Base64.getEncoder()
                        .encodeToString(("api:" + token).getBytes(StandardCharsets.UTF_8));
        var facts = facts("tool:send", post("/a", Map.of("Authorization", "Basic " + basic), ""));

        assertThat(values(facts, FindingKind.SECRET_FLOW)).contains("MAIL_TOKEN -> api.mail.zz");
        assertThat(values(facts, FindingKind.CANARY_LEAK)).isEmpty();
    }

    @Test
    void a_secret_in_the_names_that_are_asked_for_is_told_by_the_domain_that_gets_it() {
        var hex = HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8));
        var facts =
                facts(
                        "start",
                        name(hex.substring(0, 20) + ".t.evil.zz"),
                        name(hex.substring(20) + ".t.evil.zz"));

        assertThat(values(facts, FindingKind.CANARY_LEAK))
                .containsExactly("file:.ssh/id_rsa -> evil.zz");
    }

    @Test
    void what_is_called_before_any_tool_is_told_apart() {
        assertThat(values(facts("start", name("telemetry.zz")), FindingKind.NETWORK_CALL))
                .containsExactly("telemetry.zz before the first tool call");
        assertThat(values(facts("tool:a", name("telemetry.zz")), FindingKind.NETWORK_CALL))
                .isEmpty();
    }

    @Test
    void a_bare_address_is_a_destination_and_a_bait_is_none() {
        var bare = new Seen.Connected(1, 1, 1, new Place("203.0.113.9", 4444, ""));

        assertThat(values(facts("tool:a", bare), FindingKind.OUTBOUND_DOMAIN))
                .containsExactly("203.0.113.9");
        assertThat(values(facts("tool:a", name("bait.example")), FindingKind.OUTBOUND_DOMAIN))
                .isEmpty();
    }

    @Test
    void what_differs_between_two_runs_is_unsteady_or_loses_its_value() {
        var one = facts("tool:a", post("/a", Map.of(), "{\"at\": \"1\"}"), name("one.zz"));
        var two = facts("tool:a", post("/a", Map.of(), "{\"at\": \"2\"}"), name("two.zz"));

        var steady = Steady.of(List.of(one, two));

        assertThat(fact(steady.facts(), "api.mail.zz at").detail())
                .containsEntry("source", "varies")
                .doesNotContainKey("constant");
        assertThat(steady.unsteady())
                .containsExactly("outbound-domain one.zz", "outbound-domain two.zz");
        assertThat(Steady.of(List.of(one, one)).unsteady()).isEmpty();
    }

    private List<Fact> facts(String stage, Seen... seen) {
        return new Observer("pkg:npm/a@1.0.0", canaries, Set.of("MAIL_TOKEN"))
                .facts(List.of(seen).stream().map(each -> new Noted(stage, each)).toList());
    }

    private static Seen name(String name) {
        return new Seen.NameAsked(
                1, 1, name, "A", "udp", new Place("127.0.0.53", 53, ""), List.of());
    }

    private static Seen post(String target, Map<String, String> headers, String body) {
        var all = new ArrayList<Header>();
        all.add(new Header("content-type", "application/json"));
        headers.forEach((name, value) -> all.add(new Header(name, value)));
        return new Seen.HttpRequest(
                1,
                1,
                1,
                MAIL_API,
                "https",
                "api.mail.zz",
                443,
                "api.mail.zz",
                "HTTP/1.1",
                "POST",
                target,
                all,
                kept(body),
                null,
                true,
                200);
    }

    private static Kept kept(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Kept(bytes, bytes.length);
    }

    private static List<String> values(List<Fact> facts, FindingKind kind) {
        return facts.stream().filter(fact -> fact.kind() == kind).map(Fact::value).toList();
    }

    private static Fact fact(List<Fact> facts, String value) {
        return facts.stream()
                .filter(fact -> fact.value().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no fact " + value + " among " + facts));
    }
}
