package dev.assay.registry.mcp;

import dev.assay.registry.identity.BadTokenException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Says in plain text what is wrong with a token. */
final class TokenProblems implements AuthenticationEntryPoint {

    /** Refuses what was sent to be let in and is no token: whoever sends it means it. */
    void unlessChecked(ServletRequest request, ServletResponse response, FilterChain next)
            throws ServletException, IOException {
        if (request instanceof HttpServletRequest asked
                && response instanceof HttpServletResponse answer
                && asked.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            write(answer, HttpStatus.UNAUTHORIZED, "Only tokens open this: send one as bearer.");
        } else {
            next.doFilter(request, response);
        }
    }

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException exception)
            throws IOException {
        if (!(exception instanceof BadTokenException bad)) {
            handle(response);
        } else if (bad.isFault()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "30");
            write(response, HttpStatus.SERVICE_UNAVAILABLE, bad.getMessage() + ".");
        } else {
            write(response, HttpStatus.UNAUTHORIZED, bad.getMessage() + ".");
        }
    }

    /** No row is of the method: everybody may do what there is to do. */
    void handle(HttpServletResponse response) {
        response.setHeader(HttpHeaders.ALLOW, "POST");
        response.setStatus(HttpStatus.METHOD_NOT_ALLOWED.value());
    }

    private static void write(HttpServletResponse response, HttpStatus status, String why)
            throws IOException {
        if (status == HttpStatus.UNAUTHORIZED) {
            response.setHeader(
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Bearer realm=\"Assay\", error=\"invalid_token\"");
        }
        response.setStatus(status.value());
        response.setContentType(MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8");
        response.getOutputStream().write(why.getBytes(StandardCharsets.UTF_8));
    }
}
