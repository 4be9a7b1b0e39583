// Loaded before a server by `node --import`: tells what would be posted, and answers as the provider would.
globalThis.fetch = async (url, { method, headers, body }) => {
  process.stderr.write(`${JSON.stringify({ url, method, headers, body: JSON.parse(body) })}\n`);
  return new Response('{}', { status: process.env.PROVIDER_STATUS ?? 200 });
};
