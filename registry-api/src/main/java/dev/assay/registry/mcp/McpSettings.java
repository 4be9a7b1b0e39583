package dev.assay.registry.mcp;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.util.List;

/**
 * The MCP server's settings, under {@code assay.mcp}.
 *
 * @param allowedOrigins of pages in browsers that may call, beside {@code assay.public-url}
 * @param mostBytes the longest message that is read
 */
@ConfigurationProperties("assay.mcp")
record McpSettings(@DefaultValue List<URI> allowedOrigins, @DefaultValue("65536") int mostBytes) {

    McpSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        if (mostBytes < 1024) {
            throw new IllegalArgumentException(
                    "assay.mcp.most-bytes is " + mostBytes + "; use 1024 or more");
        }
    }
}
