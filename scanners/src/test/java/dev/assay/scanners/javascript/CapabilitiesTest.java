package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes, environment, files and code that is made while running. */
class CapabilitiesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import {spawn} from 'node:child_process'; spawn('npx', ['--yes', 'x'])",
                "import * as cp from 'child_process'; cp['sp' + 'awn']('npx')",
                "const {spawn: run} = require('child_process'); run('npx')",
                "const cp = require('node:child_process'); const {spawn} = cp; spawn('npx')",
                "require('child_process').spawn('npx')",
                "import {createRequire} from 'module'; const r = createRequire(import.meta.url); r('child_process').spawn('npx')",
                "process.getBuiltinModule('child_process').spawn('npx')",
                "var c = __toESM(require('child_process'), 1); c.spawn('npx')",
                "var t=(e,n)=>n,c=t(require('child_process'));c.spawn('npx')",
                "const c = await import('child_process'); c.spawn('npx')",
            })
    void spawnIsFoundBehindEveryImport(String code) {
        assertThat(Sample.of(code).values(FindingKind.PROCESS_SPAWN)).containsExactly("spawn npx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const m = /a/.exec('npx')",
                "const re = new RegExp('x'); re.exec(input)",
                "const exec = f => f; exec('npx')",
                "db.exec('npx')",
            })
    void execOfSomethingElseIsNone(String code) {
        assertThat(Sample.of(code).values(FindingKind.PROCESS_SPAWN)).isEmpty();
    }

    @Test
    void commandLineGivesItsProgramAndShellIsTold() {
        var facts =
                Sample.of(
                                "import {exec, spawn} from 'child_process'; exec(`curl -s ${u}`); spawn('npm', ['i'], {shell: true})")
                        .facts(FindingKind.PROCESS_SPAWN);

        assertThat(facts).extracting("value").containsExactly("exec curl", "spawn npm");
        assertThat(facts.getLast().detail()).containsEntry("shell", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "use(process.env.TOKEN)",
                "const {TOKEN} = process.env",
                "const {TOKEN: t = 'x'} = process.env",
                "const env = process.env; use(env.TOKEN)",
                "import {env} from 'node:process'; use(env.TOKEN)",
                "import process from 'process'; use(process.env['TOK' + 'EN'])",
                "const read = name => process.env[name]; read('TOKEN')",
                "globalThis.process.env.TOKEN",
                "const {env: {TOKEN}} = process",
            })
    void variableIsFoundByName(String code) {
        assertThat(Sample.of(code).values(FindingKind.ENV_ACCESS)).containsExactly("TOKEN");
    }

    @Test
    void propertyOfAPlainObjectCalledEnvIsNone() {
        assertThat(
                        Sample.of(
                                        "const env = {}; env.TOKEN = 'x'; use(env.TOKEN); settings.env.TOKEN = 1")
                                .values(FindingKind.ENV_ACCESS))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JSON.stringify(process.env)",
                "Object.entries(process.env)",
                "const copy = {...process.env}",
                "for (const k in process.env) use(k)",
            })
    void wholeEnvironmentIsToldApart(String code) {
        assertThat(Sample.of(code).values(FindingKind.ENV_ACCESS)).containsExactly("*");
    }

    @Test
    void environmentForAChildIsMarked() {
        var facts =
                Sample.of(
                                "import {spawn} from 'child_process'; spawn('x', [], {env: {...process.env, A: '1'}})")
                        .facts(FindingKind.ENV_ACCESS);

        assertThat(facts)
                .singleElement()
                .satisfies(fact -> assertThat(fact.detail()).containsEntry("passedToChild", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spawn('x', [], {env: Object.fromEntries(Object.entries(process.env).filter(([, v]) => v !== undefined))})",
                "spawn('x', [], {env: Object.assign({}, process.env, {A: '1'})})",
                "spawn('x', [], {env: structuredClone(process.env)})",
                "const env = Object.fromEntries(Object.entries(process.env).map(([k, v]) => [k, v ?? ''])); spawn('x', [], {env})",
                "const childEnv = Object.keys(process.env).reduce((all, k) => { all[k] = process.env[k]; return all }, {}); spawn('x', [], {env: childEnv})",
                "const env = {}; for (const [k, v] of Object.entries(process.env)) env[k] = v; spawn('x', [], {env})",
            })
    void copyOfTheEnvironmentForAChildIsMarkedHoweverItIsMade(String code) {
        var facts =
                Sample.of("import {spawn} from 'child_process';" + code)
                        .facts(FindingKind.ENV_ACCESS);

        assertThat(facts)
                .filteredOn(fact -> fact.value().equals("*"))
                .anySatisfy(fact -> assertThat(fact.detail()).containsEntry("passedToChild", true))
                .allSatisfy(
                        fact ->
                                assertThat(fact.detail())
                                        .satisfiesAnyOf(
                                                is -> assertThat(is).containsKey("passedToChild"),
                                                is ->
                                                        assertThat(is)
                                                                .containsEntry(
                                                                        "how", "computed name")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fetch(at, {body: JSON.stringify({env: process.env})})",
                "fetch(at, {body: JSON.stringify({env: Object.fromEntries(Object.entries(process.env))})})",
                "const env = JSON.stringify({...process.env}); fetch(at, {body: env})",
            })
    void environmentThatIsWrittenOutIsNotTakenForThatOfAChild(String code) {
        assertThat(
                        Sample.of("const at = 'https://api.vendor.dev';" + code)
                                .facts(FindingKind.ENV_ACCESS))
                .isNotEmpty()
                .allSatisfy(fact -> assertThat(fact.detail()).doesNotContainKey("passedToChild"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send(Object.fromEntries(Object.entries(process.env)))",
                "send(Object.entries(process.env).filter(([k]) => /KEY/.test(k)))",
                "const all = {}; for (const k in process.env) all[k] = process.env[k]; send(all)",
                "const all = {}; Object.keys(process.env).forEach(k => { all[k] = process.env[k] }); send(all)",
                "const all = {}; for (const [k, v] of Object.entries(process.env)) all[k] = v; send(all)",
                "const all = {}; Object.entries(process.env).forEach(([k, v]) => { all[k] = v }); send(all)",
                "send(Object.keys(process.env).reduce((a, k) => ({...a, [k]: process.env[k]}), {}))",
                "send(Object.keys(process.env).reduce((a, k) => { a[k] = process.env[k]; return a }, {}))",
                "send(structuredClone(process.env))",
                "send({...process.env})",
                "send({data: {...process.env}})",
                "send(Object.assign({}, process.env))",
                "const all = {}; Object.assign(all, process.env); send(all)",
                "const list = []; for (const [k, v] of Object.entries(process.env)) list.push(`${k}=${v}`); send(list)",
                "const list = []; for (const k in process.env) list.push(k + '=' + process.env[k]); send(list)",
                "const list = []; Object.entries(process.env).forEach(([k, v]) => list.push(k + v)); send(list)",
                "let text = ''; for (const k in process.env) text += k + process.env[k]; send(text)",
                "let text = ''; for (const [k, v] of Object.entries(process.env)) text += `${k}=${v}`; send(text)",
                "const {PATH, ...rest} = process.env; send(rest)",
                "send(Object.values(process.env).join())",
                "send(Reflect.ownKeys(process.env).map(k => [k, process.env[k]]))",
                "send(JSON.parse(JSON.stringify(process.env)))",
                "send([...Object.entries(process.env)])",
                "const m = new Map(Object.entries(process.env)); send([...m])",
                "const m = new Map(); for (const k in process.env) m.set(k, process.env[k]); send([...m])",
            })
    void wholeEnvironmentThatReachesAHostIsAFlowHoweverItIsCopied(String code) {
        var sample =
                Sample.of(
                        "const send = (data) => fetch('https://api.vendor.dev', {method: 'POST', body: JSON.stringify(data)});"
                                + code);

        assertThat(sample.values(FindingKind.SECRET_FLOW)).contains("* -> api.vendor.dev");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send(Object.keys(settings).reduce((a, k) => ({...a, [k]: settings[k]}), {}))",
                "const all = {}; for (const k of Object.keys(process.env)) if (k === 'x') all.seen = true; send(all)",
                "const list = []; for (const k in settings) list.push(settings[k]); send(list)",
                "for (const k in process.env) log(k); send({ok: true})",
            })
    void copyOfSomethingElseIsNoFlowOfTheEnvironment(String code) {
        var sample =
                Sample.of(
                        "const send = (data) => fetch('https://api.vendor.dev', {method: 'POST', body: JSON.stringify(data)});"
                                + code);

        assertThat(sample.values(FindingKind.SECRET_FLOW)).doesNotContain("* -> api.vendor.dev");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import {PostHog} from 'posthog-node'; const p = new PostHog('k'); p.capture({distinctId: id, event: 'cap_notified'})",
                "import posthog from 'posthog-js'; posthog.capture('cap_notified', {a: 1})",
                "import Mixpanel from 'mixpanel'; const m = Mixpanel.init('k'); m.track('cap_notified')",
                "export function sendTelemetry(event) { fetch('https://t.vendor.dev', {body: JSON.stringify(event)}) } sendTelemetry({name: 'cap_notified'})",
                "telemetry.track('cap_notified')",
                "const NAME = 'cap_' + 'notified'; analytics.logEvent(NAME)",
            })
    void eventOfAUsageReportIsToldByName(String code) {
        assertThat(Sample.of(code).facts(FindingKind.TELEMETRY))
                .filteredOn(fact -> "event".equals(fact.detail().get("what")))
                .extracting(Fact::value)
                .containsExactly("cap_notified");
    }

    @Test
    void eventInAFileOfTelemetryIsToldByName() {
        var facts =
                Sample.of("import './core/telemetry.js'")
                        .with(
                                "core/telemetry.js",
                                "function dispatch(e) { fetch('https://t.vendor.dev', {body: JSON.stringify({events: [e]})}) } export function capped() { dispatch({name: 'cap_notified', at: Date.now()}) }")
                        .facts(FindingKind.TELEMETRY);

        assertThat(facts)
                .filteredOn(fact -> "event".equals(fact.detail().get("what")))
                .extracting(Fact::value)
                .containsExactly("cap_notified");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bus.dispatch({type: 'opened'})",
                "emitter.emit('opened')",
                "stack.push({name: 'opened'})",
                "logger.log('opened')",
                "import {PostHog} from 'posthog-node'; new PostHog('k').shutdown('opened')",
            })
    void eventOfAnythingElseIsNone(String code) {
        assertThat(Sample.of(code).facts(FindingKind.TELEMETRY))
                .noneMatch(fact -> "event".equals(fact.detail().get("what")));
    }

    @Test
    void secretThatReachesAHostIsAFlow() {
        var sample =
                Sample.of(
                        "fetch('https://api.vendor.dev', {headers: {Authorization: `Bearer ${process.env.TOKEN}`}})");

        assertThat(sample.values(FindingKind.SECRET_FLOW))
                .containsExactly("TOKEN -> api.vendor.dev");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fs.readFileSync(path.join(os.homedir(), '.ssh', 'id_rsa')) | read secrets readFileSync",
                "fs.writeFileSync(`${os.tmpdir()}/x-${id}`, d) | write tmp writeFileSync",
                "fs.promises.writeFile(path.join(process.env.HOME, '.cursor/mcp.json'), d) | write agent-config writeFile",
                "fs.promises.writeFile(path.join(process.env.HOME, '.claude-thing/log'), d) | write home writeFile",
                "fs.appendFileSync(os.homedir() + '/.bashrc', d) | write startup appendFileSync",
                "fs.rmSync('/opt/x', {recursive: true}) | delete absolute rmSync",
                "fs.readFileSync(new URL('./data.txt', import.meta.url)) | read package readFileSync",
                "fs.chmodSync(file, 0o755) | chmod unknown chmodSync",
                "fs.readFileSync('out/log.txt') | read cwd readFileSync",
            })
    void fileIsClassedByItsPlace(String statement, String expected) {
        var code =
                "import fs from 'fs'; import os from 'node:os'; import path from 'path';"
                        + statement;

        assertThat(Sample.of(code).values(FindingKind.FS_ACCESS)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eval(text) | eval",
                "new Function('a', body) | new Function",
                "(0, eval)(text) | eval",
                "import vm from 'vm'; vm.runInThisContext(text) | vm.runInThisContext",
                "setTimeout('go()', 1) | setTimeout string",
                "import('./' + name) | import ./{}",
                "require(name) | require *",
                "process.binding('fs') | process.binding",
                "import('data:text/javascript,go()') | import data:",
            })
    void codeMadeWhileRunningIsFound(String code, String expected) {
        assertThat(Sample.of(code).values(FindingKind.DYNAMIC_CODE)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class Tool { async run() { eval(text) } }",
                "class Tool extends Base { constructor() { super() } async run() { eval(text) } }",
                "const tool = { async run() { eval(text) } }",
                "const run = async () => { eval(text) }",
            })
    void evidenceNamesTheFunctionThatHoldsIt(String code) {
        assertThat(Sample.of(code).facts(FindingKind.DYNAMIC_CODE))
                .singleElement()
                .satisfies(fact -> assertThat(fact.at().function()).isEqualTo("run"));
    }

    @Test
    void nativeModuleIsFound() {
        assertThat(
                        Sample.of("require('./build/Release/addon.node')")
                                .values(FindingKind.NATIVE_BINARY))
                .containsExactly("addon.node");
    }

    @Test
    void analyticsPackageIsTelemetry() {
        assertThat(
                        Sample.of("import {PostHog} from 'posthog-node'; new PostHog('k')")
                                .values(FindingKind.TELEMETRY))
                .containsExactly("posthog-node");
    }

    @Test
    void obfuscatorNamesAreFoundAndMinifiedNamesAreNot() {
        var obfuscated = new StringBuilder();
        var minified = new StringBuilder();
        for (var i = 0; i < 30; i++) {
            obfuscated
                    .append("var _0x")
                    .append(Integer.toHexString(0x4a00 + i))
                    .append("=")
                    .append(i)
                    .append(";");
            minified.append("var a").append(i).append("=").append(i).append(";");
        }

        assertThat(Sample.of(obfuscated.toString()).values(FindingKind.OBFUSCATION))
                .containsExactly("_0x identifiers");
        assertThat(Sample.of(minified.toString()).values(FindingKind.OBFUSCATION)).isEmpty();
    }
}
