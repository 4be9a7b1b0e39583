// The servers that are mutated: real releases, fetched by name, version and integrity. Nothing here runs them.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Server } from './server.mjs';

const run = promisify(execFile);
export const { before, hosts } = JSON.parse(readFileSync(join(import.meta.dirname, 'hosts.json'), 'utf8'));

export const FLAGS = '--ignore-scripts --no-audit --no-fund --no-bin-links --omit=dev --loglevel=error'.split(' ');

/** Which half a server belongs to is nobody's choice. */
const isHeldOut = (name) => parseInt(createHash('sha256').update(name).digest('hex')[0], 16) >= 8;

/**
 * The servers of a split, each with its files in memory and its dependencies in a folder.
 *
 * @param {string} own a file that names servers of our own, which belong to every split, by files of the repository
 */
export async function fetched(split, target, own, repository) {
    const ours = own ? JSON.parse(readFileSync(own, 'utf8')).hosts : [];
    const chosen = [...ours, ...hosts.filter((host) => isHeldOut(host.name) === (split === 'held-out'))];
    for (const host of chosen) {
        host.at = join(target, host.name.replace('/', '-').replace('@', ''));
        host.modules = join(host.at, 'node_modules');
        await (host.files ? composed(host, repository) : install(host));
        host.server = new Server(host, read(join(host.modules, host.name)));
    }
    return chosen;
}

/** A server of our own, with its dependencies from npm but for those of our own. */
async function composed(host, repository) {
    const copy = (files, folder) =>
        Object.entries(files).forEach(([to, from]) => cpSync(join(repository, from), join(folder, to)));
    const folder = join(host.modules, host.name);
    copy(host.files, folder);
    const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const others = Object.entries(dependencies).filter(([name]) => !host.beside?.[name]);
    if (others.length && !existsSync(join(host.at, 'package-lock.json'))) {
        mkdirSync(host.at, { recursive: true });
        writeFileSync(join(host.at, 'package.json'), JSON.stringify({ private: true, dependencies: Object.fromEntries(others) }));
        await run('npm', ['install', '--prefix', host.at, ...FLAGS, `--before=${before}`]);
        copy(host.files, folder);
    }
    for (const [name, files] of Object.entries(host.beside ?? {})) {
        copy(files, join(host.modules, name));
    }
}

/** The package and its dependencies as of one day, from the registry npm is configured for. */
async function install(host) {
    const lock = join(host.at, 'package-lock.json');
    if (!existsSync(lock)) {
        console.error(`fetching ${host.name}`);
        mkdirSync(host.at, { recursive: true });
        const overrides = host.overrides ?? {};
        writeFileSync(join(host.at, 'package.json'), JSON.stringify({ private: true, overrides }));
        const name = `${host.name}@${host.version}`;
        await run('npm', ['install', '--prefix', host.at, ...FLAGS, `--before=${before}`, name]);
    }
    const { integrity } = JSON.parse(readFileSync(lock, 'utf8')).packages[`node_modules/${host.name}`];
    if (integrity !== host.integrity) {
        throw new Error(`${host.name}@${host.version} has ${integrity}, not ${host.integrity}`);
    }
}

function read(folder) {
    const files = new Map();
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
        if (entry.isFile() && !path.startsWith('node_modules/')) {
            files.set(path, readFileSync(join(folder, path)));
        }
    }
    return files;
}
