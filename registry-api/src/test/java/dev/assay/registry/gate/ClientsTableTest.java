package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.registry.gate.EveryRefusal.Kind;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which client is shown with which kind of refusal: {@code docs/clients/README.md} is written from
 * the transcripts with {@code ASSAY_WRITE_DOCS=1}, and has no holes.
 */
class ClientsTableTest {

    private static final Path FOLDER = Path.of("../docs/clients");
    private static final Path FILE = FOLDER.resolve("README.md");

    /** The pages, by what they are called. */
    private static Map<String, String> pages() {
        var pages = new LinkedHashMap<String, String>();
        pages.put("npm", "npm");
        pages.put("pnpm", "pnpm-and-yarn");
        pages.put("pip", "pip");
        pages.put("Maven 3.8", "maven");
        pages.put("Maven 3.9", "maven-3.9");
        pages.put("Gradle", "gradle");
        pages.put("cargo", "cargo");
        pages.put("skopeo", "skopeo");
        pages.put("git", "git");
        pages.put("curl", "curl");
        return pages;
    }

    @Test
    void everyClientIsShownEveryKindOfRefusal() throws IOException {
        for (var page : pages().values()) {
            var text = Files.readString(FOLDER.resolve(page + ".md"));
            assertThat(text)
                    .as(page)
                    .contains(
                            Stream.of(Kind.values())
                                    .map(each -> "\n### " + each.chapter() + "\n")
                                    .toList());
        }
    }

    @Test
    void isWrittenDown() throws IOException {
        var text = document();
        if (System.getenv("ASSAY_WRITE_DOCS") != null) {
            Files.writeString(FILE, text);
        }
        assertThat(Files.readString(FILE))
                .as("docs/clients/README.md; ASSAY_WRITE_DOCS=1 and this test write it anew")
                .isEqualTo(text);
    }

    private static String document() {
        var kinds = Kind.values();
        return """
               # What people see on their screens

               Each page is what one client printed, written by the tests that hold it: what is approved, and each kind of refusal in turn, of the same
               release asked for in the same way. This table is written by `ClientsTableTest`, which looks whether each chapter is there. NuGet's client and
               uv cannot be had where Assay is tested: what NuGet is sent is asserted by `NugetGateTest`, what uv is sent by `PypiGateTest`. A fault of ours is 503 (bytes that
               are missing from the store), never a refusal. An upstream that is away refuses nothing: approved bytes are served without it. yarn's pages say
               what pnpm's do, in the status line alone.

               | Refused, since it is | %s |
               |---|%s
               """
                        .formatted(
                                String.join(" | ", pages().keySet()), "---|".repeat(pages().size()))
                + Stream.of(kinds).map(ClientsTableTest::row).collect(Collectors.joining());
    }

    private static String row(Kind kind) {
        var anchor = kind.chapter().toLowerCase(java.util.Locale.ROOT).replace(":", "");
        return "| "
                + kind.title()
                + " | "
                + pages().values().stream()
                        .map(each -> "[shown](" + each + ".md#" + anchor.replace(' ', '-') + ")")
                        .collect(Collectors.joining(" | "))
                + " |\n";
    }
}
