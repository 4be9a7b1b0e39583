// Changes that change nothing: what must stay quiet.
import { transform } from 'esbuild';
import { minify } from 'terser';
import { OTHER_NAMES, bundled } from './bundle.mjs';

/** @returns a list of {id, form, before, after}, each a map of files */
export async function benign(folder, modules, server) {
    const source = server.files;
    const bundle = await bundled(folder, modules, server);
    const split = (chunkNames) => bundled(folder, modules, server, { splitting: true, chunkNames, entryPoints: entries(folder, server) });
    const changes = [
        { id: 'printed-anew', form: 'source', before: source, after: await printedAnew(source) },
        { id: 'other-names', form: 'bundle', before: bundle, after: await bundled(folder, modules, server, OTHER_NAMES) },
        { id: 'other-chunk-names', form: 'bundle', before: await split('chunk-[hash]'), after: await split('lib/[hash]-part') },
    ];
    // The second minifier takes seconds for a large bundle.
    if (!server.host.heavy) {
        changes.push({ id: 'other-minifier', form: 'bundle', before: bundle, after: await otherMinifier(folder, modules, server) });
    }
    return changes;
}

function entries(folder, server) {
    return { index: `${folder}/${server.host.entry}`, handler: `${folder}/${server.host.handler.file}` };
}

async function eachScript(files, change) {
    const changed = new Map(files);
    for (const [path, content] of files) {
        if (/\.[cm]?js$/.test(path)) {
            changed.set(path, await change(content.toString()));
        }
    }
    return changed;
}

const printedAnew = (files) => eachScript(files, async (text) => (await transform(text, { charset: 'utf8' })).code);

async function otherMinifier(folder, modules, server) {
    const readable = await bundled(folder, modules, server, { minify: false });
    return eachScript(readable, async (text) => (await minify(text, { module: true, compress: { passes: 1 }, format: { ascii_only: true } })).code);
}
