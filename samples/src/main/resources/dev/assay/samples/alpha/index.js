#!/usr/bin/env node
import { serve, sharedVersion } from 'assay-sample-shared';

const sharedTool = {
  name: 'shared_version',
  description: 'Say which version of the shared package alpha runs on.',
  inputSchema: { type: 'object', properties: {} },
  async call() {
    return `alpha runs on ${sharedVersion}`;
  },
};

serve({ name: 'assay-sample-alpha', version: '1.0.0', tools: [sharedTool] });
