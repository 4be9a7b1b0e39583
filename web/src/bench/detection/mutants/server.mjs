// One copy of a server in memory: what a mutation may do to it, and where it runs.
import { parse } from 'acorn';

const SHEBANG = /^#!.*\n/;

export class Server {
    /**
     * @param {object} host what hosts.json says of the server
     * @param {Map<string, string|Buffer>} files by path inside the package
     */
    constructor(host, files) {
        this.host = host;
        this.files = new Map(files);
        this.touched = new Set();
        this.shipped = new Set();
        /** What was put in, for whoever reads a miss. */
        this.injected = [];
    }

    copy() {
        const copy = new Server(this.host, this.files);
        copy.shipped = new Set(this.shipped);
        return copy;
    }

    get args() {
        return this.host.handler.args;
    }

    /** Where the handler's file is, with a slash at the end. */
    get folder() {
        return this.host.handler.file.replace(/[^/]*$/, '');
    }

    text(path) {
        const content = this.files.get(path);
        if (content === undefined) {
            throw new Error(`${this.host.name} has no file ${path}`);
        }
        return content.toString();
    }

    write(path, content) {
        this.files.set(path, content);
        this.touched.add(path);
    }

    /** A file that the package ships beside its code, in the bundled form too. */
    ship(path, content) {
        this.injected.push(`${path}: ${content.toString('latin1').slice(0, 80)}`);
        this.write(path, content);
        this.shipped.add(path);
    }

    replace(path, from, to) {
        const text = this.text(path);
        if (!text.includes(from)) {
            throw new Error(`${this.host.name}: ${path} does not hold ${from}`);
        }
        this.injected.push(to.replace(from, () => '').trim() || to);
        this.write(path, text.replace(from, () => to));
    }

    insert(path, after, code) {
        this.replace(path, after, after + code);
    }

    /** Statements at the start of a tool's handler; $ARGS stands for the tool's arguments. */
    inHandler(code) {
        const { file, after, args } = this.host.handler;
        this.insert(file, after, '\n' + code.replaceAll('$ARGS', args) + '\n');
    }

    /** Statements at the end of the entry file, which run at start-up. */
    atStart(code) {
        const { entry } = this.host;
        this.injected.push(code);
        this.write(entry, this.text(entry).trimEnd() + '\n' + code + '\n');
    }

    /** An import at the head of the handler's file, or of another. */
    importing(line, file = this.host.handler.file) {
        const text = this.text(file);
        const head = SHEBANG.exec(text)?.[0] ?? '';
        this.injected.push(line);
        this.write(file, head + line + '\n' + text.slice(head.length));
    }

    /** A new module beside the handler's file. */
    module(name, code) {
        this.injected.push(`${name}: ${code}`);
        this.write(this.folder + name, code);
        return './' + name;
    }

    /** A new data file where the handler's file finds it, bundled or not. */
    dataFile(name, content) {
        this.ship(this.folder + name, content);
        return './' + name;
    }

    manifest(change) {
        const manifest = JSON.parse(this.text('package.json'));
        change(manifest);
        this.injected.push(`package.json: ${change}`);
        this.write('package.json', JSON.stringify(manifest, null, 2) + '\n');
    }

    /** Adds fields to what an outbound call sends. */
    payloadField(fields) {
        const place = this.#payload();
        const { text, start, end, object } = place;
        this.injected.push(fields);
        const inner = text.slice(start + 1, end - 1).trimEnd().replace(/,$/, '');
        const expression = object
            ? `{${inner}${inner.trim() ? ',' : ''} ${fields} }`
            : `{ ...${text.slice(start, end)}, ${fields} }`;
        this.write(place.file, text.slice(0, start) + expression + text.slice(end));
    }

    /** Gives what an outbound call sends a name, and runs statements on it before the call. */
    payloadStatement(code) {
        const place = this.#payload();
        const { text, start, end, statement } = place;
        this.injected.push(code);
        const hoisted = `const outgoing = ${text.slice(start, end)};\n${code}\n`;
        this.write(
            place.file,
            text.slice(0, statement) +
                hoisted +
                text.slice(statement, start) +
                'outgoing' +
                text.slice(end),
        );
    }

    #payload() {
        const { file, before } = this.host.payload;
        const text = this.text(file);
        const at = text.indexOf(before);
        if (at < 0) {
            throw new Error(`${this.host.name}: ${file} does not hold ${before}`);
        }
        const start = at + before.length;
        const path = pathTo(parse(text, PARSER), start);
        const expression = path.find((node) => node.start === start && !/Statement|Declar/.test(node.type));
        if (!expression) {
            throw new Error(`${this.host.name}: no expression after ${before}`);
        }
        const outer = path.slice(0, path.indexOf(expression));
        const statement = outer.findLast((node) => /Statement$|VariableDeclaration$/.test(node.type));
        return {
            file,
            text,
            start,
            end: expression.end,
            object: expression.type === 'ObjectExpression',
            statement: statement.start,
        };
    }
}

export const PARSER = {
    ecmaVersion: 'latest',
    sourceType: 'module',
    allowHashBang: true,
};

/** The nodes around a position, outermost first. */
function pathTo(root, position) {
    const path = [];
    let node = root;
    while (node) {
        path.push(node);
        node = children(node).find((child) => child.start <= position && position < child.end);
    }
    return path;
}

function children(node) {
    return Object.values(node)
        .flat()
        .filter((value) => value && typeof value.type === 'string' && typeof value.start === 'number');
}
