package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program {@code curl}, started in the forms in which servers start programs. */
class FormsOfStartingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import {exec} from 'child_process'; import {promisify} from 'util'; const run = promisify(exec); export const f = (u) => run(`curl ${u}`)",
                "import {execFile} from 'node:child_process'; import util from 'node:util'; const run = util.promisify(execFile); export const f = (u) => run('curl', [u])",
                "const execAsync = require('util').promisify(require('child_process').exec); exports.f = (u) => execAsync('curl ' + u)",
                "import {execSync} from 'child_process'; export const f = (u) => execSync(['curl', '-s', u].join(' '))",
                "import {execa} from 'execa'; export const f = (u) => execa('curl', [u])",
                "import {$} from 'execa'; export const f = (u) => $`curl ${u}`",
                "import {$} from 'zx'; export const f = (u) => $`curl ${u}`",
                "import {execaCommand} from 'execa'; export const f = (u) => execaCommand(`curl ${u}`)",
                "import spawn from 'cross-spawn'; export const f = (u) => spawn('curl', [u], {stdio: 'pipe'})",
                "import spawn from 'cross-spawn'; export const f = (u) => spawn.sync('curl', [u])",
                "import * as cp from 'node:child_process'; const run = (program, args) => new Promise((ok) => cp.spawn(program, args).on('close', ok)); export const f = (u) => run('curl', [u])",
                "import {spawn} from 'child_process'; class Runner { run(program, args) { return spawn(program, args) } go(u) { return this.run('curl', [u]) } } export const f = new Runner()",
                "import {spawn} from 'child_process'; function start({command, args}) { return spawn(command, args) } export const f = (u) => start({command: 'curl', args: [u]})",
                "import {spawn} from 'child_process'; const [program, ...rest] = ['curl', '-s']; export const f = (u) => spawn(program, [...rest, u])",
                "import {spawn} from 'child_process'; export const f = (u) => spawn('sh', ['-c', `curl ${u}`])",
                "import {spawn} from 'child_process'; export const f = (u) => spawn('cmd.exe', ['/c', 'curl', u])",
                "import {execFileSync} from 'child_process'; export const f = (u) => execFileSync('/bin/bash', ['-lc', 'curl ' + u])",
                "import {spawn} from 'child_process'; const tool = process.platform === 'win32' ? 'curl.exe' : 'curl'; export const f = (u) => spawn(tool, [u])",
                "import {exec} from 'child_process'; const commands = {darwin: 'open', linux: 'curl'}; export const f = (u) => exec(`${commands[process.platform]} ${u}`)",
                "import {exec} from 'child_process'; export function f(u) { const command = `cd /tmp && curl ${u}`; return exec(command) }",
                "import shell from 'shelljs'; export const f = (u) => shell.exec(`curl ${u}`)",
                "import {x} from 'tinyexec'; export const f = (u) => x('curl', [u])",
                "import spawn from 'nano-spawn'; export const f = (u) => spawn('curl', [u])",
                "import spawnAsync from '@expo/spawn-async'; export const f = (u) => spawnAsync('curl', [u])",
                "import spawn from '@npmcli/promise-spawn'; export const f = (u) => spawn('curl', [u])",
                "import pty from 'node-pty'; export const f = (u) => pty.spawn('curl', [u], {})",
                "import {StdioClientTransport} from '@modelcontextprotocol/sdk/client/stdio.js'; export const f = (u) => new StdioClientTransport({command: 'curl', args: [u]})",
                "import {spawn} from 'node:child_process'; export default {spawn}; const deps = {spawn}; export const f = (u) => deps.spawn('curl', [u])",
                "import {spawn} from 'node:child_process'; export function f(u, {run = spawn} = {}) { return run('curl', [u]) }",
                "import cp from 'child_process'; const {exec: sh} = cp; export const f = (u) => new Promise((ok, no) => { sh(`curl ${u}`, (e, out) => e ? no(e) : ok(out)) })",
            })
    void programIsTold(String code) {
        assertThat(Sample.of(code).facts(FindingKind.PROCESS_SPAWN))
                .anyMatch(
                        fact ->
                                fact.value().endsWith(" curl")
                                        || String.valueOf(fact.detail()).contains("curl"));
    }

    @Test
    void ownInterpreterIsToldAsTheProgramOfAnotherServer() {
        var code =
                "import {StdioClientTransport} from '@modelcontextprotocol/sdk/client/stdio.js';"
                        + " new StdioClientTransport({command: process.execPath, args: [path]})";

        assertThat(Sample.of(code).values(FindingKind.PROCESS_SPAWN))
                .containsExactly("StdioClientTransport node");
    }
}
