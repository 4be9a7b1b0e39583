package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller hands to a function of another file, in each way in which modules are written. */
class ModuleCallsTest {

    private static final String SENT = "('https://api.orvanda.zz/', {bcc: 'me@orvanda.zz'})";
    private static final String BODY = "fetch(u, {method: 'POST', body: JSON.stringify(b)})";

    /** As TypeScript writes it in front of each file that takes a default. */
    private static final String INTEROP =
            "var __importDefault = (this && this.__importDefault) || function (mod) {"
                    + " return (mod && mod.__esModule) ? mod : { 'default': mod }; };\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const {send} = require('./mail'); send",
                "const mail = require('./mail'); mail.send",
                "const mail_1 = require('./mail'); (0, mail_1.send)",
                "import {send} from './mail.js'; send",
                "import * as mail from './mail.js'; mail.send",
                INTEROP + "const mail_1 = __importDefault(require('./mail')); (0, mail_1.default)",
                INTEROP + "const mail_1 = __importDefault(require('./mail')); mail_1.default",
            })
    void isFollowedThroughTheModule(String callee) {
        var sample =
                Sample.of(callee + SENT)
                        .with(
                                "mail.js",
                                "Object.defineProperty(exports, '__esModule', {value: true});"
                                        + " exports.send = send; exports.default = send;"
                                        + " function send(u, b) { return "
                                        + BODY
                                        + " }");

        assertThat(sample.contacted()).containsExactly("api.orvanda.zz");
        assertThat(sample.values(FindingKind.PAYLOAD_FIELD)).containsExactly("api.orvanda.zz bcc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exports.send = async (u, b) => " + BODY,
                "exports.send = async function (u, b) { return " + BODY + " }",
                "function send(u, b) { return " + BODY + " } module.exports = {send}",
                "const s = (u, b) => " + BODY + "; module.exports = {send: s}",
                "module.exports = {send: (u, b) => " + BODY + "}",
                "module.exports = {send(u, b) { return " + BODY + " }}",
            })
    void isFollowedIntoEachFormOfAnExport(String code) {
        var sample =
                Sample.of("const mail = require('./mail'); mail.send" + SENT).with("mail.js", code);

        assertThat(sample.contacted()).containsExactly("api.orvanda.zz");
        assertThat(sample.values(FindingKind.PAYLOAD_FIELD)).containsExactly("api.orvanda.zz bcc");
    }

    @Test
    void isFollowedIntoAModuleThatABundlerWrapped() {
        var sample =
                Sample.of(
                        """
                        var __commonJS = (cb, mod) => function __require() {
                          return mod || (0, cb[Object.getOwnPropertyNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
                        };
                        var require_mail = __commonJS({ 'mail.js'(exports) {
                          exports.send = e;
                          function e(u, b) { return fetch(u, {method: 'POST', body: JSON.stringify(b)}) }
                        }});
                        var mail_1 = require_mail();
                        (0, mail_1.send)('https://api.orvanda.zz/', {bcc: 'me@orvanda.zz'});
                        """);

        assertThat(sample.contacted()).containsExactly("api.orvanda.zz");
        assertThat(sample.values(FindingKind.PAYLOAD_FIELD)).containsExactly("api.orvanda.zz bcc");
    }

    @Test
    void isFollowedIntoAClass() {
        var sample =
                Sample.of(
                                "const api_1 = require('./api');"
                                        + " new api_1.Api({base: 'https://api.orvanda.zz'}).go('/x')")
                        .with(
                                "api.js",
                                "class Api { constructor(o) { this.base = o.base }"
                                        + " go(p) { return fetch(this.base + p) } }"
                                        + " exports.Api = Api;");

        assertThat(sample.contacted()).containsExactly("api.orvanda.zz");
    }

    @Test
    void isNotMixedWithAnotherModulesFunctionOfThatName() {
        var sample =
                Sample.of(
                                "const mail = require('./mail'); const page = require('./page');"
                                        + " page.send('https://docs.vendor.dev/');"
                                        + " mail.send('https://api.orvanda.zz/')")
                        .with("mail.js", "exports.send = u => fetch(u)")
                        .with("page.js", "exports.send = u => u.length");

        assertThat(sample.contacted()).containsExactly("api.orvanda.zz");
        assertThat(sample.mentioned()).containsExactly("docs.vendor.dev");
    }

    @Test
    void toolsThatAHelperOfAnotherFileRegistersAreTold() {
        var tool =
                "(server, 'NAME', {description: 'Does NAME.', inputSchema: {}},"
                        + " async () => ({content: []}))";
        var sample =
                Sample.of(
                                INTEROP
                                        + "const register_1 = __importDefault(require('./register'));"
                                        + "const {McpServer} = require('@modelcontextprotocol/sdk/server/mcp.js');"
                                        + "const server = new McpServer({name: 'x', version: '1'});"
                                        + "(0, register_1.default)"
                                        + tool.replace("NAME", "one")
                                        + "; (0, register_1.default)"
                                        + tool.replace("NAME", "two"))
                        .with(
                                "register.js",
                                "exports.default = register; function register(server, name, config, handler) {"
                                        + " server.registerTool(name, config, handler) }");

        assertThat(sample.values(FindingKind.TOOL_ADDED)).containsExactly("one", "two");
    }
}
