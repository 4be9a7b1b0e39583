// The servers that are mutated: real releases, fetched by name, version and integrity, never run.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Server } from './server.mjs';

const run = promisify(execFile);
const { before, hosts } = JSON.parse(readFileSync(join(import.meta.dirname, 'hosts.json'), 'utf8'));

/** Which half a server belongs to is nobody's choice. */
const isHeldOut = (name) => parseInt(createHash('sha256').update(name).digest('hex')[0], 16) >= 8;

/** The servers of a split, each with its files in memory and its dependencies in a folder. */
export async function fetched(split, target) {
    const chosen = hosts.filter((host) => isHeldOut(host.name) === (split === 'held-out'));
    for (const host of chosen) {
        host.at = join(target, host.name.replace('/', '-').replace('@', ''));
        host.modules = join(host.at, 'node_modules');
        await install(host);
        host.server = new Server(host, read(join(host.modules, host.name)));
    }
    return chosen;
}

/** The package and its dependencies as of one day, from the registry npm is configured for. */
async function install(host) {
    const lock = join(host.at, 'package-lock.json');
    if (!existsSync(lock)) {
        console.error(`fetching ${host.name}`);
        mkdirSync(host.at, { recursive: true });
        const overrides = host.overrides ?? {};
        writeFileSync(join(host.at, 'package.json'), JSON.stringify({ private: true, overrides }));
        const flags = '--ignore-scripts --no-audit --no-fund --no-bin-links --omit=dev --loglevel=error'.split(' ');
        const name = `${host.name}@${host.version}`;
        await run('npm', ['install', '--prefix', host.at, ...flags, `--before=${before}`, name]);
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
