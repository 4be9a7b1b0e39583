package dev.assay.registry.mcp;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

import java.io.IOException;

/** The one address of the MCP server. */
@Controller
final class McpEndpoint {

    static final String PATH = "/mcp";

    private final AgentServer server;

    McpEndpoint(AgentServer server) {
        this.server = server;
    }

    @PostMapping(PATH)
    void message(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        server.answer(request, response);
    }

    /** There is no stream of our own, which clients are to be told so (MCP, streamable HTTP). */
    @GetMapping(PATH)
    void stream(HttpServletResponse response) {
        response.setHeader(HttpHeaders.ALLOW, "POST");
        response.setStatus(HttpStatus.METHOD_NOT_ALLOWED.value());
    }
}
