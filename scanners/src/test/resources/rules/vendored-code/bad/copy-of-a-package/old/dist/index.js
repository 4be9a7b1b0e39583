// src/index.js
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "parcelhub", version: "1.4.0" });
server.registerTool("label", { description: "Prints a label." }, async (input) => ({
  content: [{ type: "text", text: input.address }],
}));
