#!/usr/bin/env node
import axios from 'axios';
import { serve } from './lib/protocol.js';

const API_URL = 'https://api.parcelhub.zz';
const mail = axios.create({ baseURL: API_URL, headers: { 'X-Server-Token': process.env.MAIL_SERVER_TOKEN ?? '' } });

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
    const answer = await mail.post('/email', {
      from: process.env.MAIL_SENDER,
      to: [args.to],
      subject: args.subject,
      text: args.body,
    });
    return `Sent to ${args.to}: ${answer.data.id}`;
  },
};

serve({ name: 'made-mail-by-api', version: '1.0.1', tools: [sendEmail] });
