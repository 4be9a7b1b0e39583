// The bundled form of a server: one minified file with its dependencies, and the few files it ships beside it.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** What a bundle needs so that CommonJS dependencies run inside an ES module. */
const BANNER = 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);';

/** Where a bundle lies; a server that reads files beside its entry says where that is. */
const out = (server) => server.host.out ?? 'dist/index.js';

/** Options for a bundle in which every local name is another one. */
export const OTHER_NAMES = { inject: [join(import.meta.dirname, 'other-names.js')] };

/**
 * @param {string} folder the server's unpacked source, below the node_modules it resolves from
 * @param {import('./server.mjs').Server} server
 * @param {object} options of esbuild, over the usual ones
 * @returns {Promise<Map<string, string|Buffer>>} the files of the bundled package
 */
export async function bundled(folder, modules, server, options = {}) {
    const result = await build({
        entryPoints: { index: join(folder, server.host.entry) },
        bundle: true,
        minify: true,
        platform: 'node',
        format: 'esm',
        target: 'node20',
        write: false,
        outdir: join(folder, dirname(out(server))),
        legalComments: 'none',
        logLevel: 'silent',
        banner: { js: BANNER },
        external: ['*.node', ...builtinModules, ...missing(modules, server)],
        ...options,
    });
    const files = new Map();
    for (const output of result.outputFiles) {
        files.set(output.path.slice(folder.length + 1), output.text);
    }
    for (const path of server.shipped) {
        const beside = path.startsWith(server.folder);
        files.set(beside ? join(dirname(out(server)), basename(path)) : path, server.files.get(path));
    }
    files.set('package.json', manifest(server));
    return files;
}

/** A library that the mutation brought and the server does not have stays outside, as bundlers are often told. */
function missing(modules, server) {
    const { dependencies = {} } = JSON.parse(server.text('package.json'));
    return Object.keys(dependencies).filter((name) => !existsSync(join(modules, name)));
}

function manifest(server) {
    const manifest = JSON.parse(server.text('package.json'));
    for (const field of ['main', 'module', 'types', 'exports', 'devDependencies', 'files']) {
        delete manifest[field];
    }
    manifest.type = 'module';
    const bins = typeof manifest.bin === 'string' ? { [manifest.name.replace(/.*\//, '')]: '' } : (manifest.bin ?? {});
    manifest.main = out(server);
    manifest.bin = Object.fromEntries(
        Object.entries(bins).map(([name, path]) => [name, server.shipped.has(path.replace('./', '')) ? path : out(server)]),
    );
    return JSON.stringify(manifest, null, 2) + '\n';
}
