import { foldLine } from "./chunk-A1B2C3D4.js";

// src/index.js
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "parcelhub", version: "1.4.0" });
server.registerTool("label", { description: "Prints a label." }, async (input) => ({
  content: [{ type: "text", text: foldLine(input.address, 40) }],
}));
