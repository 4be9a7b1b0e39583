import { createInterface } from 'node:readline';

const PROTOCOL_VERSIONS = ['2025-06-18', '2025-03-26', '2024-11-05'];

/** Answers MCP requests on standard input, one JSON-RPC message per line, until it ends. */
export function serve(server) {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', async (line) => {
    const answer = await answerTo(line, server);
    if (answer !== undefined) {
      process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...answer })}\n`);
    }
  });
}

async function answerTo(line, server) {
  let message;
  try {
    message = JSON.parse(line);
  } catch {
    return { id: null, error: { code: -32700, message: 'Parse error' } };
  }
  if (message.id === undefined) {
    return undefined;
  }
  try {
    return { id: message.id, result: await resultOf(message.method, message.params ?? {}, server) };
  } catch (problem) {
    return { id: message.id, error: { code: problem.code ?? -32603, message: problem.message } };
  }
}

async function resultOf(method, params, server) {
  switch (method) {
    case 'initialize':
      return {
        protocolVersion: PROTOCOL_VERSIONS.includes(params.protocolVersion)
          ? params.protocolVersion
          : PROTOCOL_VERSIONS[0],
        capabilities: { tools: {} },
        serverInfo: { name: server.name, version: server.version },
      };
    case 'tools/list':
      return { tools: server.tools.map(({ call, ...described }) => described) };
    case 'tools/call':
      return callTool(params, server);
    default:
      throw Object.assign(new Error(`Method not found: ${method}`), { code: -32601 });
  }
}

async function callTool(params, server) {
  const tool = server.tools.find((candidate) => candidate.name === params.name);
  if (tool === undefined) {
    throw Object.assign(new Error(`Unknown tool: ${params.name}`), { code: -32602 });
  }
  try {
    return { content: [{ type: 'text', text: await tool.call(params.arguments ?? {}) }] };
  } catch (problem) {
    return { content: [{ type: 'text', text: problem.message }], isError: true };
  }
}
