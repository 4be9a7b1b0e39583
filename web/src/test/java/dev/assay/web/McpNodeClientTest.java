package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The client that most agents are built with, out of npm's registry; skipped where that is away.
 */
@RunningAssay
class McpNodeClientTest {

    private static final String CLIENT = "@modelcontextprotocol/sdk@1.29.0";

    private static final String SCRIPT =
            """
            import { Client } from '@modelcontextprotocol/sdk/client/index.js';
            import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
            const client = new Client({ name: 'a-test', version: '1' });
            await client.connect(new StreamableHTTPClientTransport(new URL(process.argv[2])));
            const { tools } = await client.listTools();
            const answer = await client.callTool({
              name: 'explain_block', arguments: { purl: 'pkg:npm/left-pad@1.3.0' } });
            console.log(tools.map(tool => tool.name).sort().join(' '), answer.structuredContent.state);
            await client.close();
            """;

    @TempDir Path folder;
    @LocalServerPort int port;

    @Test
    void listsTheToolsAndReadsAnAnswer() throws Exception {
        assumeTrue(
                run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", CLIENT)
                        .startsWith("0"),
                "npm or its registry is away");
        Files.writeString(folder.resolve("client.mjs"), SCRIPT);

        var told = run("node", "client.mjs", "http://localhost:" + port + "/mcp");

        assertThat(told)
                .startsWith("0")
                .contains("explain_block request_access search_approved_servers unknown");
    }

    /** The exit code and everything that was printed. */
    private String run(String... command) throws InterruptedException {
        try {
            var printed = folder.resolve("printed.txt");
            var process =
                    new ProcessBuilder(List.of(command))
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(printed.toFile())
                            .start();
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "did not end";
            }
            return process.exitValue() + " " + Files.readString(printed);
        } catch (IOException e) {
            return "did not start: " + e.getMessage();
        }
    }
}
