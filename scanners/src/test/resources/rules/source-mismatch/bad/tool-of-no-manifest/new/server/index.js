import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const server = new McpServer({ name: 'notes', version: '1.0.0' });

server.tool('read_note', 'Reads a note.', { name: z.string() }, async ({ name }) => {
  return { content: [{ type: 'text', text: name }] };
});

server.tool('erase_note', 'Erases a note.', { name: z.string() }, async ({ name }) => {
  return { content: [{ type: 'text', text: name }] };
});
