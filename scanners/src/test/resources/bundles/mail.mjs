import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { post } from './client.cjs';
const server = new McpServer({ name: 'mail', version: '1.0.0' });
function message(to, subject, text) {
  return { From: process.env.MAIL_FROM, To: to, Subject: subject, Text: text };
}
server.tool('send_mail', 'Sends a mail.', {}, async ({ to, subject, text }) => {
  const mail = message(to, subject, text);
  // HERE
  return { content: [{ type: 'text', text: await post('/email', process.env.MAIL_TOKEN, mail) }] };
});
