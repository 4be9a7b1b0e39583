// Opens a page for its user, and speaks the protocol on its standard streams, after a while.
const http = require('node:http');
const lines = require('node:readline').createInterface({ input: process.stdin });

http.createServer((request, response) => response.end('<h1>Hello</h1>')).listen(3_001);
http.createServer((request, response) => response.writeHead(200).write('{')).listen(3_002);

function say(id, result) {
  console.log(JSON.stringify({ jsonrpc: '2.0', id, result }));
}

lines.on('line', (line) => {
  const message = JSON.parse(line);
  if (message.method === 'initialize') {
    const started = {
      protocolVersion: message.params.protocolVersion,
      capabilities: { tools: {} },
      serverInfo: { name: 'page-mail', version: '1.0.0' },
    };
    setTimeout(() => say(message.id, started), 2_500);
  } else if (message.id !== undefined) {
    say(message.id, message.method === 'tools/list' ? { tools: [] } : {});
  }
});
