#!/usr/bin/env node
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const server: McpServer = new McpServer({ name: "parcelhub", version: "1.4.1" });
export type Parcel = { code: string; weightInGrams: number };

export function label(parcel: Parcel): string {
  return `${parcel.code} (${parcel.weightInGrams} g)`;
}

await server.close();
