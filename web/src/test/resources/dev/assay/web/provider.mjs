// A real identity provider on loopback: panva's oidc-provider, with people whose groups a test sets. What a test tells it
// under /test/ makes it answer as a broken or hostile one would, with its real keys.
import { createServer } from 'node:http';
import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const clients = process.argv[2];
const { default: Provider } = await import(pathToFileURL(`${clients}/node_modules/oidc-provider/lib/index.js`));

const groups = new Map();
let issuer;
let redirect = 'http://127.0.0.1:1/callback';
let home = 'http://127.0.0.1:1/';
let key;
let answer;
let fault = '';

function newKey() {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { kid: randomUUID(), private: pair.privateKey };
}

function build() {
    const jwk = { ...key.private.export({ format: 'jwk' }), kid: key.kid, use: 'sig', alg: 'RS256' };
    const provider = new Provider(issuer, {
        clients: [{
            client_id: 'assay',
            client_secret: 'a secret of the test alone',
            redirect_uris: [redirect],
            post_logout_redirect_uris: [home],
        }],
        jwks: { keys: [jwk] },
        cookies: { keys: ['a key of the test alone'] },
        pkce: { required: () => true },
        scopes: ['openid', 'profile', 'groups'],
        claims: { openid: ['sub'], profile: ['name', 'preferred_username'], groups: ['groups'] },
        findAccount: (context, id) => ({
            accountId: id,
            claims: async () => ({
                sub: id,
                name: `${id[0].toUpperCase()}${id.slice(1)} of the Company`,
                preferred_username: id,
                groups: groups.get(id) ?? [],
            }),
        }),
        features: { devInteractions: { enabled: true } },
    });
    answer = provider.callback();
}

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(header, claims, by) {
    const text = `${part(header)}.${part(claims)}`;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(by).toString('base64url')}`;
}

// What a provider that is broken, or somebody in its place, would put into an ID token.
function spoilt(token) {
    const [header, claims] = token.split('.').slice(0, 2).map((each) => JSON.parse(Buffer.from(each, 'base64url')));
    const now = Math.floor(Date.now() / 1000);
    switch (fault) {
    case 'issuer': return signed(header, { ...claims, iss: 'http://elsewhere.example' }, key.private);
    case 'audience': return signed(header, { ...claims, aud: 'another-client' }, key.private);
    case 'authorized-party': return signed(header, { ...claims, aud: ['assay', 'x'], azp: 'x' }, key.private);
    case 'no-nonce': return signed(header, { ...claims, nonce: undefined }, key.private);
    case 'expired': return signed(header, { ...claims, iat: now - 7200, exp: now - 300 }, key.private);
    case 'just-expired': return signed(header, { ...claims, iat: now - 600, exp: now - 20 }, key.private);
    case 'ahead': return signed(header, { ...claims, iat: now + 30, exp: now + 3600 }, key.private);
    case 'far-ahead': return signed(header, { ...claims, iat: now + 600, exp: now + 3600 }, key.private);
    case 'foreign-key': return signed(header, claims, newKey().private);
    case 'unsigned': return `${part({ alg: 'none' })}.${part(claims)}.`;
    default: return token;
    }
}

function spoil(response) {
    const end = response.end.bind(response);
    const chunks = [];
    response.write = (chunk) => chunks.push(Buffer.from(chunk));
    response.end = (chunk) => {
        if (chunk) chunks.push(Buffer.from(chunk));
        let body = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) {
            const document = JSON.parse(body);
            document.id_token = spoilt(document.id_token);
            body = JSON.stringify(document);
            response.setHeader('content-length', Buffer.byteLength(body));
        }
        return end(body);
    };
}

const server = createServer((request, response) => {
    const url = new URL(request.url, issuer);
    if (url.pathname.startsWith('/test/')) {
        const given = url.searchParams;
        if (url.pathname === '/test/person') groups.set(given.get('login'), given.getAll('group'));
        if (url.pathname === '/test/fault') fault = given.get('kind');
        if (url.pathname === '/test/client') { redirect = given.get('redirect'); home = given.get('home'); build(); }
        if (url.pathname === '/test/new-key') { key = newKey(); build(); }
        response.end('done');
        return;
    }
    if (url.pathname === '/token' && fault) spoil(response);
    answer(request, response);
});
server.listen(0, '127.0.0.1', () => {
    issuer = `http://127.0.0.1:${server.address().port}`;
    key = newKey();
    build();
    console.log(`issuer ${issuer}`);
});
// It ends when whoever started it does.
process.stdin.on('end', () => process.exit(0)).resume();
