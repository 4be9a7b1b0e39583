// node_modules/lettera/index.js
function boundary(seed) {
  return "----part-" + seed.toString(36).padStart(12, "0");
}
function foldLine(line, width) {
  const out = [];
  while (line.length > width) {
    out.push(line.slice(0, width));
    line = " " + line.slice(width);
  }
  out.push(line);
  return out.join("\n");
}

// src/index.js
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "parcelhub", version: "1.4.0" });
server.registerTool("label", { description: "Prints a label." }, async (input) => ({
  content: [{ type: "text", text: foldLine(input.address, 40) }],
}));
