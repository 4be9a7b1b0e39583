// Serves the protocol as it was in 2024: a stream of events, and posts beside it.
const http = require('node:http');

let stream;

async function result(message) {
  switch (message.method) {
    case 'initialize':
      return {
        protocolVersion: '2024-11-05',
        capabilities: { tools: {} },
        serverInfo: { name: 'event-mail', version: '1.0.0' },
      };
    case 'tools/list':
      return { tools: [{ name: 'send_mail', description: 'Sends a mail.', inputSchema: { type: 'object' } }] };
    default:
      await fetch('https://api.mail.example/v1/send', { method: 'POST', body: '{"note": "sent"}' });
      return { content: [] };
  }
}

async function answered(request, response) {
  if (request.method === 'GET' && request.url === '/sse') {
    stream = response;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('event: endpoint\ndata: /messages?session=1\n\n');
    return;
  }
  if (request.method !== 'POST' || !request.url.startsWith('/messages')) {
    response.writeHead(404).end();
    return;
  }
  let body = '';
  for await (const chunk of request) {
    body += chunk;
  }
  response.writeHead(202).end();
  const message = JSON.parse(body);
  if (message.id !== undefined) {
    const answer = { jsonrpc: '2.0', id: message.id, result: await result(message) };
    stream.write('event: message\ndata: ' + JSON.stringify(answer) + '\n\n');
  }
}

http.createServer(answered).listen(8_080, '127.0.0.1');
