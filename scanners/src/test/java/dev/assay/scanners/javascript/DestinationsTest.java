package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that code talks to, told from hosts that it only names. */
class DestinationsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fetch('https://api.collector.dev/v1')",
                "const base = 'https://api.collector.dev'; fetch(`${base}/v1/${id}`)",
                "import axios from 'axios'; axios.post('https://api.collector.dev/v1', {a: 1})",
                "const c = require('axios').create({baseURL: 'https://api.collector.dev'}); c.get('/x')",
                "import {request} from 'node:https'; request({hostname: 'api.collector.dev', path: '/'})",
                "import * as https from 'https'; https.get(new URL('/x', 'https://api.collector.dev'))",
                "const s = new WebSocket('wss://api.collector.dev')",
                "import {connect} from 'tls'; connect(443, 'api.collector.dev')",
                "const x = new XMLHttpRequest(); x.open('POST', 'https://api.collector.dev/')",
                "navigator.sendBeacon('https://api.collector.dev/b', d)",
                "import {PostHog} from 'posthog-node'; let h = 'https://api.collector.dev'; new PostHog('k', {host: h})",
                "import {createClient} from '@x/sdk'; createClient({url: 'https://api.collector.dev'})",
                "import mail from 'nodemailer'; mail.createTransport({host: 'api.collector.dev', port: 25})",
                "class Api { constructor(o) { this.base = o.base } go(p) { return fetch(this.base + p) } }"
                        + " new Api({base: 'https://api.collector.dev'}).go('/x')",
                "function send(u) { return fetch(u) } send('https://api.collector.dev/')",
                "const u = process.env.API ?? 'https://api.collector.dev'; fetch(u + '/x')",
                "const cfg = {api: {url: 'https://api.collector.dev'}}; fetch(cfg.api.url)",
                "const o = {}; o.url = 'https://api.collector.dev'; fetch(o.url)",
                "const {default: got} = await import('got'); got.post('https://api.collector.dev')",
                "globalThis['fet' + 'ch']('https://api.collector.dev')",
                "export const f = o => (o.fetch ?? fetch)('https://api.collector.dev/v1')",
                "export const f = o => (o.own ? o.fetch : fetch)(new URL(o.path, 'https://api.collector.dev'))",
            })
    void hostThatReachesACallIsContacted(String code) {
        assertThat(Sample.of(code).contacted()).containsExactly("api.collector.dev");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// see https://docs.vendor.dev\nfoo()",
                "/* fetch('https://docs.vendor.dev') */",
            })
    void commentsAreNoFacts(String code) {
        assertThat(Sample.of(code).facts(FindingKind.OUTBOUND_DOMAIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throw new Error('see https://docs.vendor.dev/errors')",
                "console.log(`Open https://docs.vendor.dev/${page}`)",
                "server.tool('x', {description: 'as in https://docs.vendor.dev'})",
                "const schema = {$id: 'https://docs.vendor.dev/schema'}",
                "switch (x) { case 'https://docs.vendor.dev': y() }",
                "handler.fetch('https://docs.vendor.dev')",
            })
    void hostThatReachesNoCallIsOnlyMentioned(String code) {
        var sample = Sample.of("import {handler, x, y, page, server} from './other.js';" + code);

        assertThat(sample.mentioned()).containsExactly("docs.vendor.dev");
        assertThat(sample.contacted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oauthEndpoint: x({oauthEndpoint: 'https://api.collector.dev/v1/o'})",
                "assistantBaseUrl: x({assistantBaseUrl: z.string().default('https://api.collector.dev/v1/').describe('d').register(r, {o: 1})})",
                "ANALYTICS_ENDPOINT: x(process.env.ANALYTICS_ENDPOINT || 'https://api.collector.dev')",
                "apiBaseUrl: const apiBaseUrl = y ?? 'https://api.collector.dev'; x(apiBaseUrl)",
                "apiUrl: let apiUrl; apiUrl = new URL('/v1', 'https://api.collector.dev').toString()",
                "WEBHOOK_URL: const WEBHOOK_URL = 'https://api.' + 'collector.dev/hook'; x(WEBHOOK_URL)",
            })
    void hostThatTheCodeKeepsAsAnEndpointIsToldWithItsName(String namedCode) {
        var colon = namedCode.indexOf(": ");
        var sample =
                Sample.of(
                        "import {x, y, z, r} from './other.js';" + namedCode.substring(colon + 2));

        assertThat(sample.mentioned()).containsExactly("api.collector.dev");
        assertThat(sample.facts(FindingKind.OUTBOUND_DOMAIN))
                .extracting(fact -> fact.detail().get("named"))
                .contains(namedCode.substring(0, colon));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x({docsUrl: 'https://docs.vendor.dev'})",
                "const API_DOCS_URL = 'https://docs.vendor.dev'; x(API_DOCS_URL)",
                "x({endpoint: 'see https://docs.vendor.dev for it'})",
                "x({endpoint: y('https://docs.vendor.dev')})",
                "x({apiKeyUrl: 'https://docs.vendor.dev/keys'})",
                "x({redirectEndpoint: 'https://docs.vendor.dev'})",
                "x({database: 'https://docs.vendor.dev', baseline: 'https://docs.vendor.dev'})",
            })
    void hostUnderAnyOtherNameIsOnlyMentioned(String code) {
        var facts =
                Sample.of("import {x, y} from './other.js';" + code)
                        .facts(FindingKind.OUTBOUND_DOMAIN);

        assertThat(facts)
                .isNotEmpty()
                .noneSatisfy(fact -> assertThat(fact.detail()).containsKey("named"));
    }

    @Test
    void fetchOfAnotherNameIsNoCall() {
        var sample =
                Sample.of(
                        """
                        function load(fetch) { return fetch('https://docs.vendor.dev') }
                        load(url => url.length)
                        """);

        assertThat(sample.contacted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'https://' + 'evil' + '.collector.dev'",
                "['https:/', 'evil.collector.dev'].join('/')",
                "'https://'.concat('evil.collector.dev')",
                "`https://${'evil'}.collector.dev`",
                "'https://evil.COLLECTOR.dev'.replace('COLLECTOR', 'collector')",
            })
    void joinedHostIsFolded(String expression) {
        var facts = Sample.of("fetch(" + expression + ")").facts(FindingKind.OUTBOUND_DOMAIN);

        assertThat(facts)
                .first()
                .extracting("value", "via")
                .containsExactly("evil.collector.dev", Via.FOLDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "atob('aHR0cHM6Ly9ldmlsLmNvbGxlY3Rvci5kZXY=')",
                "Buffer.from('aHR0cHM6Ly9ldmlsLmNvbGxlY3Rvci5kZXY=', 'base64').toString()",
                "Buffer.from('68747470733a2f2f6576696c2e636f6c6c6563746f722e646576', 'hex').toString('utf8')",
                "'ved.rotcelloc.live//:sptth'.split('').reverse().join('')",
                "String.fromCharCode(104,116,116,112,115,58,47,47) + 'evil.collector.dev'",
                "[105,117,117,113,116,59,48,48,102,119,106,109,47,100,112,109,109,102,100,117,112,115,47,101,102,119]"
                        + ".map(c => String.fromCharCode(c - 1)).join('')",
            })
    void hiddenHostIsDecoded(String expression) {
        var facts = Sample.of("fetch(" + expression + ")").facts(FindingKind.OUTBOUND_DOMAIN);

        assertThat(facts)
                .first()
                .extracting("value", "via")
                .containsExactly("evil.collector.dev", Via.DECODED);
    }

    @Test
    void decoderFunctionIsFollowed() {
        var sample =
                Sample.of(
                        """
                        const dec = s => Buffer.from(s, 'base64').toString();
                        fetch(dec('aHR0cHM6Ly9ldmlsLmNvbGxlY3Rvci5kZXY='));
                        """);

        assertThat(sample.contacted()).containsExactly("evil.collector.dev");
    }

    @Test
    void constantOfAnotherFileIsFollowed() {
        var sample =
                Sample.of("import {API} from './api.js'; fetch(`${API}/x`)")
                        .with("api.js", "export {BASE as API} from './base.js'")
                        .with("base.js", "export const BASE = 'https://api.collector.dev'");

        assertThat(sample.contacted()).containsExactly("api.collector.dev");
    }

    @Test
    void constantOfADataFileIsFollowed() {
        var sample =
                Sample.of(
                                "import spec from './spec.json' with {type: 'json'}; fetch(spec.servers[0].url)")
                        .with(
                                "spec.json",
                                "{\"servers\": [{\"url\": \"https://api.collector.dev\"}]}");

        assertThat(sample.contacted()).containsExactly("api.collector.dev");
    }

    @Test
    void unknownPartOfAHostStaysOpen() {
        assertThat(Sample.of("fetch(`https://${process.argv[2]}.collector.dev/x`)").contacted())
                .containsExactly("{}.collector.dev");
    }

    @Test
    void loopbackIsMarkedLocal() {
        var facts = Sample.of("fetch('http://127.0.0.1:3000/')").facts(FindingKind.OUTBOUND_DOMAIN);

        assertThat(facts)
                .singleElement()
                .satisfies(fact -> assertThat(fact.detail()).containsEntry("local", true));
    }

    @Test
    void evidencePointsAtTheLiteralInAMinifiedFile() {
        var code = "var a=1;".repeat(500) + "var u='https://api.collector.dev';fetch(u)";

        var fact = Sample.of(code).facts(FindingKind.OUTBOUND_DOMAIN).getFirst();

        assertThat(fact.at().line()).isEqualTo(1);
        assertThat(fact.at().column()).isEqualTo(4007);
        assertThat(fact.at().excerpt())
                .contains("https://api.collector.dev")
                .hasSizeLessThanOrEqualTo(400);
    }

    @Test
    void callSaysMethodHostAndPath() {
        var calls =
                Sample.of(
                                "fetch('https://api.collector.dev/v1/users?x=1', {method: 'post', body: JSON.stringify({b: 1, a: {c: 2}})})")
                        .facts(FindingKind.NETWORK_CALL);

        assertThat(calls)
                .singleElement()
                .satisfies(
                        call -> {
                            assertThat(call.value())
                                    .isEqualTo("fetch POST api.collector.dev/v1/users");
                            assertThat(call.detail().get("fields"))
                                    .asString()
                                    .isEqualTo("[a.c, b]");
                        });
    }

    @Test
    void dnsLookupIsToldFromPromiseResolve() {
        var sample =
                Sample.of(
                        "import dns from 'dns'; dns.resolve(`${data}.collector.dev`); new Promise(resolve => resolve(1))");

        assertThat(sample.values(FindingKind.DNS_LOOKUP))
                .containsExactly("dns.resolve {}.collector.dev");
    }

    @Test
    void listenerSaysWhereItListens() {
        var facts =
                Sample.of(
                                "import {createServer} from 'node:http'; createServer(h).listen(3000, '127.0.0.1')")
                        .facts(FindingKind.LISTENER);

        assertThat(facts)
                .singleElement()
                .satisfies(
                        fact -> {
                            assertThat(fact.value()).isEqualTo("listen http");
                            assertThat(fact.detail())
                                    .containsEntry("port", 3000L)
                                    .containsEntry("host", "127.0.0.1");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export function f() { const d = {fetch: df}; return d.fetch('https://api.vendor.dev/x', {}) }",
                "function g(d, url) { return d.fetch(url, {}) } export function f() { return g({fetch: df}, 'https://api.vendor.dev/x') }",
                "function mk(fe) { return async (url) => { return fe(url, {}) } } export function f() { const c = mk(df); return () => c('https://api.vendor.dev/x') }",
                "function mk(d) { return async function request(url) { return await d.fetch(url, {}) } }"
                        + " export function f(deps = {}) { const h = deps.fetch ?? df; const c = mk({fetch: h}); return () => c('https://api.vendor.dev/x') }",
                "function mk(d) { return async function request(url) { return await d.fetch(url, {}) } }"
                        + " export function f(ctx) { function ob(fn) { if (!ctx.n) return fn; return async (...args) => { const r = await fn(...args); ctx.n(); return r } }"
                        + " const c = mk({fetch: ob(df)}); return () => c('https://api.vendor.dev/x') }",
                "function mk() { async function request(url) { return df(url) } return request } export const c = mk(); export const f = () => c('https://api.vendor.dev/x')",
            })
    void hostIsContactedThroughAClientThatIsMadeOfAFetchThatIsHandedIn(String code) {
        assertThat(Sample.of("const df = (i, o) => fetch(i, o); " + code).contacted())
                .containsExactly("api.vendor.dev");
    }
}
