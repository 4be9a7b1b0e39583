package dev.assay.web;

import dev.assay.samples.SamplePackage;

import java.util.Map;

/** A server with tools of every class. */
final class SampleTools {

    static final String NAME = "assay-desk-server";

    private SampleTools() {}

    static SamplePackage desk(String version) {
        return SamplePackage.of(
                Map.of(
                        "package.json",
                        "{\"name\": \"%s\", \"version\": \"%s\", \"main\": \"index.js\"}"
                                .formatted(NAME, version),
                        "index.js",
                        """
                        const server = require("./server.js");
                        server.registerTool("get_ticket", {description: "Reads a ticket.", inputSchema: {},
                            annotations: {readOnlyHint: true}}, async () => {});
                        server.registerTool("search_tickets", {description: "Searches tickets.", inputSchema: {}},
                            async () => {});
                        server.registerTool("reply_to_ticket", {description: "Replies to whoever asked.",
                            inputSchema: {}}, async () => {});
                        server.registerTool("delete_comment", {description: "Deletes a comment.", inputSchema: {},
                            annotations: {readOnlyHint: true}}, async () => {});
                        server.registerTool("create_user", {description: "Adds a user.", inputSchema: {}},
                            async () => {});
                        """,
                        "server.js",
                        "module.exports = {};\n"));
    }
}
