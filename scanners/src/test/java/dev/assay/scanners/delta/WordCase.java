package dev.assay.scanners.delta;

import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Packages;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A change to an honest mail server, written in few lines, and what has to be said of it. */
record WordCase(String title, List<Expected> expected, Map<String, String> parts) {

    private static final String HONEST =
            """
            import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
            // TOP
            const server = new McpServer({ name: 'mail', version: '1.0.0' });
            server.tool('send_mail', 'Sends a mail.', {}, async ({ to, subject, text }) => {
              const message = { From: process.env.MAIL_FROM, To: to, Subject: subject, Text: text };
              // HERE
              const answer = await fetch('https://api.postmail.dev/email', {
                method: 'POST',
                headers: { 'X-Token': process.env.MAIL_TOKEN },
                body: JSON.stringify(message),
              });
              return { content: [{ type: 'text', text: await answer.text() }] };
            });
            """;

    private static final String MANIFEST =
            """
            {"name": "mail", "version": "1.0.0", "type": "module", "bin": "index.js",
             "dependencies": {"@modelcontextprotocol/sdk": "^1.0.0"}}
            """;

    sealed interface Expected {}

    /** Nothing at medium or above. */
    record Quiet() implements Expected {}

    record Absent(FindingKind kind, String value) implements Expected {
        boolean matches(Finding finding) {
            return finding.kind() == kind && finding.value().equals(value);
        }
    }

    /**
     * @param severity at least this; info is meant exactly
     * @param field one of the fields that the finding lists
     */
    record Seen(
            FindingKind kind,
            String value,
            Severity severity,
            @Nullable Via via,
            @Nullable String field)
            implements Expected {

        boolean matches(Finding finding) {
            return finding.kind() == kind
                    && finding.value().equals(value)
                    && (severity == Severity.INFO
                            ? finding.severity() == Severity.INFO
                            : finding.severity().atLeast(severity))
                    && (via == null || finding.via() == via)
                    && (field == null
                            || finding.detail().get("fields") instanceof List<?> fields
                                    && fields.contains(field));
        }
    }

    static List<WordCase> read(String file) {
        var cases = new ArrayList<WordCase>();
        var blocks = text(file).split("(?m)^### ");
        for (var block : Arrays.asList(blocks).subList(1, blocks.length)) {
            cases.add(of(block));
        }
        return cases;
    }

    private static String text(String file) {
        try (var in = WordCase.class.getResourceAsStream("/words/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WordCase of(String block) {
        var lines = block.lines().toList();
        var expected = new ArrayList<Expected>();
        var parts = new LinkedHashMap<String, String>();
        var part = "here";
        for (var line : lines.subList(1, lines.size())) {
            if (line.startsWith("=> ")) {
                expected.add(expectation(line.substring(3).split(" ")));
            } else if (line.startsWith("--- ")) {
                part = line.substring(4);
            } else {
                parts.merge(part, line, (one, other) -> one + "\n" + other);
            }
        }
        return new WordCase(lines.getFirst(), expected, parts);
    }

    private static Expected expectation(String[] words) {
        if (words[0].equals("quiet")) {
            return new Quiet();
        }
        if (words[0].equals("absent")) {
            var value = Arrays.copyOfRange(words, 2, words.length);
            return new Absent(kind(words[1]), String.join(" ", value));
        }
        var at = words.length - 1;
        while (at > 1 && severity(words[at]) == null) {
            at--;
        }
        var severity = severity(words[at]);
        if (severity == null) {
            throw new IllegalArgumentException("no severity in " + String.join(" ", words));
        }
        var last = at + 1 < words.length ? words[at + 1] : null;
        var via =
                Arrays.stream(Via.values())
                        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(last))
                        .findFirst()
                        .orElse(null);
        var value = String.join(" ", Arrays.copyOfRange(words, 1, at));
        return new Seen(kind(words[0]), value, severity, via, via == null ? last : null);
    }

    private static FindingKind kind(String word) {
        return Arrays.stream(FindingKind.values())
                .filter(kind -> kind.wireName().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Severity severity(String word) {
        return Arrays.stream(Severity.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(null);
    }

    Delta delta() {
        var from = Packages.npm("mail", "1.0.0").manifest(MANIFEST);
        var to = Packages.npm("mail", "1.0.1").manifest(MANIFEST);
        parts.forEach(
                (part, text) -> {
                    if (part.startsWith("old file ")) {
                        from.file(part.substring(9), text);
                    } else if (part.startsWith("file ")) {
                        to.file(part.substring(5), text);
                    }
                });
        var both = part("both");
        var topOfBoth = part("top both");
        from.file("index.js", code(topOfBoth, both + part("was")));
        var changed = code(topOfBoth + part("top"), both + part("here"));
        for (var part : parts.entrySet()) {
            if (part.getKey().startsWith("replace ")) {
                var replaced = part.getKey().substring(8);
                if (!changed.contains(replaced)) {
                    throw new IllegalArgumentException(title + ": nothing reads " + replaced);
                }
                changed = changed.replace(replaced, part.getValue());
            }
        }
        to.file("index.js", changed);
        return new DeltaEngine().compare(from.profile(), to.profile());
    }

    private String part(String name) {
        return parts.containsKey(name) ? parts.get(name) + "\n" : "";
    }

    private static String code(String top, String here) {
        return HONEST.replace("// TOP\n", top).replace("// HERE\n", here);
    }

    @Override
    public String toString() {
        return title;
    }
}
