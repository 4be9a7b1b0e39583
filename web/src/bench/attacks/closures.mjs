// What each server is installed with when it is run: node closures.mjs SPLIT FOLDER OWN REPOSITORY. Writes FOLDER/closures.json.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FLAGS, before, fetched } from './hosts.mjs';

const run = promisify(execFile);
const [split, target, own, repository] = process.argv.slice(2);

/** Libraries that mutations bring along. */
const LIBRARIES = ['axios', 'got', 'undici', 'ws', 'nodemailer'];

const closures = {};
for (const host of await fetched(split, target, own, repository)) {
    const manifest = JSON.parse(host.server.text('package.json'));
    const wanted = { dependencies: manifest.dependencies ?? {}, optionalDependencies: manifest.optionalDependencies ?? {} };
    for (const name of Object.keys(host.beside ?? {})) {
        delete wanted.dependencies[name];
    }
    closures[host.name] = await installed(join(host.at, 'closure'), wanted, host.overrides ?? {});
    for (const name of Object.keys(host.beside ?? {})) {
        closures[host.name].push({ path: `node_modules/${name}`, name, version: '1.1.0', folder: join(host.modules, name) });
    }
}
const libraries = {};
for (const name of LIBRARIES) {
    libraries[name] = await installed(join(target, 'libraries', name), { dependencies: { [name]: '*' } }, {});
}
writeFileSync(join(target, 'closures.json'), JSON.stringify({ closures, libraries }, null, 1));

async function installed(folder, wanted, overrides) {
    for (const [name, version] of Object.entries(overrides)) {
        // npm takes no override of what is asked for itself.
        if (wanted.dependencies[name]) {
            wanted.dependencies[name] = version;
            delete overrides[name];
        }
    }
    const lock = join(folder, 'package-lock.json');
    if (!existsSync(lock)) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, ...wanted, overrides }));
        await run('npm', ['install', '--prefix', folder, ...FLAGS, `--before=${before}`]);
    }
    return Object.entries(JSON.parse(readFileSync(lock, 'utf8')).packages)
        .filter(([path]) => path && existsSync(join(folder, path, 'package.json')))
        .map(([path, { name, version }]) => ({ path, name: name ?? path.replace(/.*node_modules\//, ''), version, folder: join(folder, path) }));
}
