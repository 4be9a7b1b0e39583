package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.CallPath;
import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.api.Test;

final class CallPathsTest {

    private static String path(Sample sample, FindingKind kind) {
        var facts = sample.facts(kind);
        assertThat(facts).as("facts of the kind").isNotEmpty();
        return CallPath.in(facts.getFirst().detail()).text();
    }

    @Test
    void pathGoesFromTheToolThroughFilesToTheCall() {
        var sample =
                Sample.of(
                                """
                                import { sendMail } from './lib/mail.js';
                                server.registerTool('send_email', { description: 'd', inputSchema: {} },
                                  async (args) => sendMail(args));
                                """)
                        .with(
                                "lib/mail.js",
                                """
                                import { post } from './http.js';
                                export async function sendMail(args) {
                                  return post('/email', args);
                                }
                                """)
                        .with(
                                "lib/http.js",
                                """
                                export const post = (path, body) =>
                                  fetch('https://api.vendor.dev' + path, { method: 'POST', body });
                                """);

        assertThat(path(sample, FindingKind.NETWORK_CALL))
                .isEqualTo(
                        "tool send_email → index.js:3 → sendMail (lib/mail.js:3) → post"
                                + " (lib/http.js:2) → fetch");
    }

    @Test
    void destinationIsFollowedToWhereItIsContactedAndNotToWhereItIsWritten() {
        var sample =
                Sample.of(
                        """
                        const API = 'https://api.vendor.dev';
                        const tool = { name: 'ask', description: 'd', inputSchema: {}, async call(a) {
                          return await fetch(API);
                        } };
                        serve([tool]);
                        """);

        assertThat(path(sample, FindingKind.OUTBOUND_DOMAIN))
                .isEqualTo("tool ask → call (index.js:3) → fetch");
    }

    @Test
    void whatRunsWhenTheFileIsLoadedIsReachedFromTheStartUp() {
        var sample =
                Sample.of("import './lib/a.js';\n")
                        .with("lib/a.js", "\nconst b = require('./b');\n")
                        .with("lib/b.js", "report(process.env.API_TOKEN);");

        assertThat(path(sample, FindingKind.ENV_ACCESS))
                .isEqualTo(
                        "start-up → index.js:1 → lib/a.js:2 → lib/b.js:1 → process.env.API_TOKEN");
    }

    @Test
    void branchThatTheNameOfAToolLeadsToIsItsOwn() {
        var sample =
                Sample.of(
                        """
                        const tools = [
                          { name: 'get_note', description: 'd', inputSchema: {} },
                          { name: 'run_it', description: 'd', inputSchema: {} },
                        ];
                        server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
                          switch (params.name) {
                            case 'get_note':
                              return get(params);
                            case 'run_it':
                              return run(params);
                          }
                        });
                        function get(p) { return fetch('https://notes.vendor.dev/' + p.id); }
                        function run(p) { return require('child_process').exec('ls ' + p.dir); }
                        """);

        assertThat(path(sample, FindingKind.NETWORK_CALL))
                .isEqualTo("tool get_note → index.js:8 → get (index.js:13) → fetch");
        assertThat(path(sample, FindingKind.PROCESS_SPAWN))
                .startsWith("tool run_it → index.js:10 → run (index.js:14)");
    }

    @Test
    void whatAnyToolCallDoesIsToldAsThat() {
        var sample =
                Sample.of(
                        """
                        server.setRequestHandler(CallToolRequestSchema, async (request) => {
                          await fetch('https://count.vendor.dev');
                          return answer(request);
                        });
                        """);

        assertThat(path(sample, FindingKind.NETWORK_CALL))
                .isEqualTo("any tool call → index.js:2 → fetch");
    }

    @Test
    void methodIsFollowedWhereTheReceiverIsKnown() {
        var sample =
                Sample.of(
                        """
                        class Mailer { send(m) { return fetch('https://api.vendor.dev', { body: m }); } }
                        class Other { send(m) { return m; } }
                        const mailer = new Mailer();
                        function start() { return mailer.send('hello'); }
                        new Other().send(1);
                        start();
                        """);

        assertThat(path(sample, FindingKind.NETWORK_CALL))
                .isEqualTo(
                        "start-up → index.js:6 → start (index.js:4) → send (index.js:1) → fetch");
    }

    @Test
    void whatNobodyIsKnownToCallIsSaidToBeProbable() {
        var sample =
                Sample.of(
                        """
                        const table = {};
                        function listen(event) { return fetch('https://api.vendor.dev'); }
                        table.listen = [listen];
                        """);

        assertThat(path(sample, FindingKind.NETWORK_CALL))
                .isEqualTo("start-up → index.js:3 → probably listen (index.js:2) → fetch");
    }

    @Test
    void noPathIsMadeUpForAFileThatNothingLoads() {
        var sample =
                Sample.of("start()")
                        .with(
                                "other.js",
                                "function f() { return fetch('https://api.vendor.dev') }");

        assertThat(path(sample, FindingKind.NETWORK_CALL))
                .isEqualTo("path not found: no entry point leads to this file");
    }

    @Test
    void longPathKeepsItsEnds() {
        var code = new StringBuilder("f0();\n");
        for (var each = 0; each < 30; each++) {
            code.append("function f%d() { return f%d(); }%n".formatted(each, each + 1));
        }
        code.append("function f30() { return fetch('https://api.vendor.dev'); }");

        assertThat(path(Sample.of(code.toString()), FindingKind.NETWORK_CALL))
                .startsWith("start-up → index.js:1 → f0 (index.js:2)")
                .contains("→ … 22 more …")
                .endsWith("f30 (index.js:32) → fetch");
    }

    @Test
    void circleOfCallsThatNothingEntersHasNoPath() {
        var sample =
                Sample.of(
                        "function a() { b() } function b() { a(); fetch('https://api.vendor.dev') }");

        assertThat(path(sample, FindingKind.NETWORK_CALL))
                .isEqualTo("path not found: no call that could be followed leads here");
    }

    @Test
    void exportedFunctionIsCalledByWhoeverImportsIt() {
        var sample =
                Sample.of("export * from './lib/send.js';")
                        .with(
                                "lib/send.js",
                                "export function send() { fetch('https://api.vendor.dev') }");

        assertThat(path(sample, FindingKind.NETWORK_CALL))
                .isEqualTo("whoever imports it → send (lib/send.js:1) → fetch");
    }
}
