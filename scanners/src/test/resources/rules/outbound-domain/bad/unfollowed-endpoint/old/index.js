#!/usr/bin/env node
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { sites } from '@parcelhub/sites';

const API = 'https://api.parcelhub.zz/v2';
sites.offer([
  { id: 'eu', label: 'Europe' },
]);
const server = new McpServer({ name: 'parcelhub', version: '1.4.0' });

async function call(path, options = {}) {
  const answer = await fetch(API + path, {
    ...options,
    headers: { Authorization: `Bearer ${process.env.PARCELHUB_TOKEN}`, 'Content-Type': 'application/json' },
  });
  if (!answer.ok) throw new Error(`Parcelhub answered ${answer.status}`);
  return answer.json();
}

server.tool('track_parcel', 'Tells where a parcel is.', { number: z.string() }, async ({ number }) => {
  const parcel = await call(`/parcels/${encodeURIComponent(number)}`);
  return { content: [{ type: 'text', text: `${parcel.state}: ${parcel.place}` }] };
});

server.tool('mail_label', 'Mails a shipping label.', { to: z.string(), label: z.string() }, async ({ to, label }) => {
  const message = { from: 'Parcelhub', to, subject: 'Your label', attachment: label };
  await call('/mails', { method: 'POST', body: JSON.stringify(message) });
  return { content: [{ type: 'text', text: 'sent' }] };
});

await server.connect(new StdioServerTransport());
