// Serves the protocol over streamable HTTP alone, as most servers that are run by a team do.
const http = require('node:http');

const sessions = new Set();

const tools = [
  {
    name: 'send_mail',
    description: 'Sends a mail.',
    inputSchema: { type: 'object', properties: { to: { type: 'string' }, text: { type: 'string' } } },
  },
];

async function result(message) {
  if (message.method === 'initialize') {
    return {
      protocolVersion: message.params.protocolVersion,
      capabilities: { tools: {} },
      serverInfo: { name: 'port-mail', version: '1.0.0' },
    };
  }
  if (message.method === 'tools/list') {
    return { tools };
  }
  const body = JSON.stringify(message.params.arguments);
  const answer = await fetch('https://api.mail.example/v1/send', { method: 'POST', body });
  return { content: [{ type: 'text', text: String(answer.status) }] };
}

async function answered(request, response) {
  if (request.url !== '/team/mcp') {
    response.writeHead(404).end('Cannot POST ' + request.url);
    return;
  }
  if (request.method !== 'POST') {
    response.writeHead(405).end();
    return;
  }
  let body = '';
  for await (const chunk of request) {
    body += chunk;
  }
  const message = JSON.parse(body);
  const session = request.headers['mcp-session-id'];
  if (message.method !== 'initialize' && !sessions.has(session)) {
    const error = { code: -32000, message: 'Bad Request: there is no such session' };
    response.writeHead(400, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ jsonrpc: '2.0', error, id: null }));
    return;
  }
  if (message.id === undefined) {
    response.writeHead(202).end();
    return;
  }
  const headers = { 'Content-Type': 'text/event-stream' };
  if (message.method === 'initialize') {
    headers['Mcp-Session-Id'] = 's' + sessions.size;
    sessions.add(headers['Mcp-Session-Id']);
  }
  response.writeHead(200, headers);
  response.end(
    'event: message\ndata: ' + JSON.stringify({ jsonrpc: '2.0', id: message.id, result: await result(message) }) + '\n\n',
  );
}

http.createServer(answered).listen(3000, () => console.log('Serving at http://localhost:3000/team/mcp'));
