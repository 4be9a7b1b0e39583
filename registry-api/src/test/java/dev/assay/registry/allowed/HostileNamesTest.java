package dev.assay.registry.allowed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.tool.Constraint;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.registry.allowed.AllowedHost.Subdomains;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A contract for every target, present and future: a name changes the text of a name and nothing
 * else. What is written of a hostile name has the shape of what is written of a harmless one.
 */
class HostileNamesTest {

    private static final String HARMLESS = "harmless_name";

    static Stream<String> names() {
        return Stream.of(
                "\", \"*",
                "\"], \"tools\": [\"everything",
                "a\n    - host: evil.example.net",
                "a\r\nhttp_access allow all",
                "name: yes\n---\nkind: Anything",
                "# comment",
                "*",
                "**",
                ".*",
                "&anchor *alias !!tag",
                "{{evil}} ${EVIL} %{evil}",
                "\" || true || \"",
                "\\\" || true || \\\"",
                "\"); permit(principal, action, resource); //",
                "]]> <script>alert(1)</script>",
                "\u202eexe.\u2066gpj",
                "\u2028\u0085\u007f\u001b[31m",
                "\ud83d\ude00 Ünïcode",
                "null",
                "true",
                "1e3",
                "=cmd|' /C calc'!A0",
                "x".repeat(3_000));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aToolIsWhateverItIsCalledAndNothingElse(String name) throws IOException {
        same(name, each -> List.of(server(each, "agent", "agent-client", "amount")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aConsumerIsWhateverItIsCalledAndNothingElse(String name) throws IOException {
        same(name, each -> List.of(server("search", each, "agent-client", "amount")));
        same(name, each -> List.of(server("search", "agent", each, "amount")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void anArgumentIsWhateverItIsCalledAndNothingElse(String name) throws IOException {
        if (name.length() > 200) {
            return;
        }
        same(name, each -> List.of(server("search", "agent", "agent-client", each)));
    }

    @Test
    void halfACharacterIsNoName() throws IOException {
        for (var name : List.of("half \ud83d", "a\u0000b", " ")) {
            var servers = List.of(server(name, "agent", "agent-client", "amount"));
            for (var format : Targets.all(servers)) {
                if (format.group() != ExportGroup.EGRESS) {
                    assertThat(Targets.write(format, given(format)).refused())
                            .as(format.id())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aHostThatIsNoneIsRefusedByWhoeverWritesHosts() throws IOException {
        for (var host :
                List.of(
                        "evil.example.net\nhttp_access allow all",
                        "*",
                        "a b",
                        "\"",
                        "evil.example.net:22",
                        "UPPER.example.net",
                        "-x.example.net")) {
            for (var subdomains : Subdomains.values()) {
                var servers = List.of(SomeServers.server(SomeServers.host(host, 443, subdomains)));
                for (var format : Targets.all(servers)) {
                    assertThat(Targets.write(format, given(format)).refused())
                            .as(format.id() + " of " + host)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void noPackageCanBeNamedToPassForAnother() {
        var own = SomeServers.server("@acme/crm", "1.0.0", List.of(), List.of());
        var handles = new ArrayList<String>();
        for (var name : List.of("@acme/crm", "acme-crm", "acme.crm", "acme_crm", own.handle())) {
            handles.add(SomeServers.server(name, "1.0.0", List.of(), List.of()).handle());
        }
        assertThat(handles).doesNotHaveDuplicates();
        assertThat(
                        SomeServers.server(
                                        "x".repeat(200),
                                        "1.0.0-" + "y".repeat(90),
                                        List.of(),
                                        List.of())
                                .versionHandle())
                .hasSizeLessThanOrEqualTo(59)
                .matches("[a-z]([a-z0-9-]*[a-z0-9])?");
    }

    private interface About {
        List<AllowedServer> named(String name);
    }

    private static void same(String name, About about) throws IOException {
        var harmless = shapes(Targets.all(about.named(HARMLESS)));
        for (var format : Targets.all(about.named(name))) {
            var written = Targets.write(format, given(format));
            if (written.refused()) {
                assertThat(written.why()).as(format.id()).isNotEmpty();
                continue;
            }
            assertThat(shape(format, written.text()))
                    .as(format.id())
                    .isEqualTo(harmless.get(format.id()));
            // Whoever reads it on a terminal sees it all, and in order.
            assertThat(written.text()).as(format.id()).matches("(?s)[\\x20-\\x7f\\r\\n]*");
        }
    }

    private static Map<String, Object> shapes(List<ExportFormat> formats) throws IOException {
        var shapes = new TreeMap<String, Object>();
        for (var format : formats) {
            var written = Targets.write(format, given(format));
            assertThat(written.why()).as(format.id()).isEmpty();
            shapes.put(format.id(), shape(format, written.text()));
        }
        return shapes;
    }

    private static Map<String, String> given(ExportFormat format) {
        var given = new HashMap<>(Targets.usual(format));
        given.computeIfPresent("server", (name, value) -> "mail-mcp");
        return given;
    }

    private static AllowedServer server(
            String tool, String consumer, String identity, String argument) {
        return SomeServers.server(
                "mail-mcp",
                "2.0.1",
                List.of(SomeServers.host("mail.example.org")),
                List.of(
                        SomeServers.tool(
                                tool,
                                ToolClass.READ,
                                List.of(
                                        new Constraint.Range(argument, null, 50.0),
                                        new Constraint.Labels(argument, List.of(argument)),
                                        new Constraint.Recipients(argument, List.of(argument))),
                                SomeServers.grant(consumer, identity))));
    }

    private static Object shape(ExportFormat format, String text) {
        var parsed = GoldenPoliciesTest.parse(format, text);
        return parsed instanceof String ? text.lines().count() : shape(parsed);
    }

    /** A document without its text: maps, lists, and of what kind each value is. */
    private static Object shape(Object parsed) {
        return switch (parsed) {
            case JsonNode node when node.isObject() -> {
                var shape = new TreeMap<String, Object>();
                node.properties().forEach(each -> shape.put(each.getKey(), shape(each.getValue())));
                yield shape;
            }
            case JsonNode node when node.isArray() -> {
                var shape = new ArrayList<Object>();
                node.forEach(each -> shape.add(shape(each)));
                yield shape;
            }
            case JsonNode node -> node.getNodeType();
            case Map<?, ?> map -> {
                var shape = new TreeMap<String, Object>();
                map.forEach((key, value) -> shape.put(String.valueOf(key), shape(value)));
                yield shape;
            }
            case List<?> list -> list.stream().map(HostileNamesTest::shape).toList();
            case String text -> "text";
            case null -> "nothing";
            default -> parsed.getClass();
        };
    }
}
