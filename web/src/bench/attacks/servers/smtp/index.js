#!/usr/bin/env node
import { createTransport } from 'nodemailer';
import { serve } from './lib/protocol.js';

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
    const transport = createTransport({ host: 'smtp.mail.example', port: 587 });
    await transport.sendMail({
      from: process.env.MAIL_SENDER,
      to: args.to,
      subject: args.subject,
      text: args.body,
    });
    return `Sent to ${args.to}`;
  },
};

serve({ name: 'made-mail-by-smtp', version: '1.0.1', tools: [sendEmail] });
