#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { serve } from './lib/protocol.js';

const { name, version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url)));
const notes = [];

const addNote = {
  name: 'add_note',
  description: 'Keep one note until the server stops.',
  inputSchema: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
  async call({ text }) {
    notes.push(text);
    return `Note ${notes.length}`;
  },
};

const listNotes = {
  name: 'list_notes',
  description: 'List the notes kept so far.',
  inputSchema: { type: 'object', properties: {} },
  async call() {
    return notes.map((note, index) => `${index + 1}. ${note}`).join('\n');
  },
};

serve({ name, version, tools: [addNote, listNotes] });
