// Makes the mutants: node make.mjs SPLIT FOLDER [MUTATION [TIMES OWN REPOSITORY]]. FOLDER/mutants.json lists what there is to
// compare. TIMES is on how many servers each mutation but fixed recipients is tried; OWN names servers of our own.
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { benign } from './benign.mjs';
import { OTHER_NAMES, bundled } from './bundle.mjs';
import { fetched } from './hosts.mjs';
import clients from './mutations/clients.mjs';
import code from './mutations/code.mjs';
import data from './mutations/data.mjs';
import destinations from './mutations/destinations.mjs';
import manifest from './mutations/manifest.mjs';
import packaged from './mutations/package.mjs';
import recipients from './mutations/recipients.mjs';

const run = promisify(execFile);
const GROUPS = { recipients, destinations, clients, data, code, package: packaged, manifest };

/** How many servers each mutation is tried on, in each form; a fixed recipient on all there are. */
const TIMES = 2;

const [split, target, only, given, own, repository] = process.argv.slice(2);
const originals = new Map();
const hosts = await fetched(split, target, own, repository);
const tasks = [];

let turn = 0;
for (const [group, mutations] of Object.entries(GROUPS)) {
    for (const mutation of mutations) {
        const fitting = hosts.filter((host) => mutation.needs.every((need) => host[need]) && !host.without?.includes(mutation.id));
        // A server with heavy dependencies takes seconds in a bundle, so most bundles are of the others.
        const light = fitting.filter((host) => !host.heavy);
        if (!only || only === mutation.id) {
            const times = group === 'recipients' ? hosts.length : Number(given ?? TIMES);
            picked(fitting, turn, times).forEach((host) => tasks.push(() => mutant(group, mutation, host, 'source')));
            picked(light.length ? light : fitting, turn, times).forEach((host) =>
                tasks.push(() => mutant(group, mutation, host, 'bundle')));
        }
        turn++;
    }
}
if (!own && (!only || only === 'unchanged')) {
    hosts.forEach((host) => tasks.push(() => repacked(host)));
}
writeFileSync(join(target, 'mutants.json'), JSON.stringify(await all(tasks), null, 1));

function picked(list, from, times) {
    const step = Math.max(1, Math.floor(list.length / times));
    return Array.from({ length: Math.min(times, list.length) }, (_, i) => list[(from + i * step) % list.length]);
}

async function all(tasks) {
    const results = [];
    let next = 0;
    const worker = async () => {
        while (next < tasks.length) {
            const mine = next++;
            results[mine] = await tasks[mine]();
            if (next % 100 === 0) {
                console.error(`made ${next} of ${tasks.length}`);
            }
        }
    };
    await Promise.all([worker(), worker()]);
    return results.flat();
}

async function mutant(group, mutation, host, form) {
    const before = host.server.copy();
    mutation.base?.(before);
    const after = before.copy();
    after.touched.clear();
    after.injected = [];
    mutation.apply(after);
    const accept = typeof mutation.accept === 'function' ? mutation.accept(host) : mutation.accept;
    const from = await original(host, mutation.base ? mutation.id : 'original', before, form);
    const to = save(join(host.at, 'new', form === 'source' ? `${mutation.id}-source` : `${mutation.id}-unbundled`), after.files, true);
    await parses(to, after.touched);
    const changed = form === 'source' ? to
        : save(join(host.at, 'new', `${mutation.id}-bundle`), await bundled(to, host.modules, after, OTHER_NAMES), true);
    return [{ group, id: mutation.id, host: host.name, form, before: from, after: changed, accept, code: after.injected.join(' ').replace(/\s+/g, ' ') }];
}

/** The server that a mutant is compared with, made once. */
function original(host, name, server, form) {
    const folder = join(host.at, 'old', `${name}-${form}`);
    if (!originals.has(folder)) {
        originals.set(folder, make());
    }
    return originals.get(folder);

    async function make() {
        if (form === 'source') {
            return save(folder, server.files);
        }
        const source = await original(host, name, server, 'source');
        return save(folder, await bundled(source, host.modules, server));
    }
}

async function repacked(host) {
    const source = await original(host, 'original', host.server, 'source');
    const changes = await benign(source, host.modules, host.server);
    return changes.map(({ id, form, before, after }) => ({
        group: 'unchanged',
        id,
        host: host.name,
        form,
        before: save(join(host.at, 'old', id), before),
        after: save(join(host.at, 'new', id), after, true),
        accept: [],
    }));
}

async function parses(folder, paths) {
    for (const path of paths) {
        if (/\.[cm]?js$/.test(path)) {
            await run(process.execPath, ['--check', join(folder, path)]);
        }
    }
}

function save(folder, files, isUpdate) {
    rmSync(folder, { recursive: true, force: true });
    for (const [path, content] of files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), isUpdate && path === 'package.json' ? patchRelease(content) : content);
    }
    return folder;
}

function patchRelease(manifest) {
    const changed = JSON.parse(manifest);
    changed.version = changed.version.replace(/\d+$/, (patch) => Number(patch) + 1);
    return JSON.stringify(changed, null, 2) + '\n';
}
