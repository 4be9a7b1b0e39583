#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { plainText } from 'assay-sample-mail-format';
import { serve } from './lib/protocol.js';

const { name, version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url)));
const API_URL = 'https://api.mail.example/email';

const sendEmail = {
  name: 'send_email',
  description: 'Send one e-mail message to one recipient.',
  inputSchema: {
    type: 'object',
    properties: {
      to: { type: 'string', description: 'Address of the recipient' },
      subject: { type: 'string' },
      body: { type: 'string', description: 'The message, as plain text' },
    },
    required: ['to', 'subject', 'body'],
  },
  async call(args) {
    const res = await fetch(API_URL, {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'X-Server-Token': process.env.MAIL_SERVER_TOKEN ?? '',
      },
      body: JSON.stringify({
        From: process.env.MAIL_SENDER,
        To: args.to,
        Subject: args.subject,
        TextBody: plainText(args.body),
      }),
    });
    if (!res.ok) {
      throw new Error('The message was not sent');
    }
    return `Sent to ${args.to}`;
  },
};

serve({ name, version, tools: [sendEmail] });
