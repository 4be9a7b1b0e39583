package dev.assay.registry.rest;

import dev.assay.registry.identity.BadTokenException;
import dev.assay.registry.identity.RightsTable;
import dev.assay.registry.identity.SignedIn;
import dev.assay.registry.identity.TokenAuthentication;
import dev.assay.registry.identity.TooManyTriesException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;

/** Says who must sign in, and who may not, as problem details. */
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final RightsTable rights;
    private final JsonMapper json;

    SecurityProblems(RightsTable rights, JsonMapper json) {
        this.rights = rights;
        this.json = json;
    }

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException exception)
            throws IOException {
        if (exception instanceof TooManyTriesException tries) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(tries.waitTime().toSeconds() + 1));
            write(
                    response,
                    Problem.detail(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-tries",
                            "Too many failed sign-ins",
                            String.valueOf(tries.getMessage()),
                            "Wait as long as Retry-After says, then use the right password."));
            return;
        }
        if (exception instanceof BadTokenException bad) {
            refuse(response, bad);
            return;
        }
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Assay\", charset=\"UTF-8\"");
        write(
                response,
                Problem.detail(
                        HttpStatus.UNAUTHORIZED,
                        "not-signed-in",
                        "This needs an account",
                        "The request carries no login and password that belong together.",
                        "Send a token as bearer, or login and password with basic authentication."));
    }

    private void refuse(HttpServletResponse response, BadTokenException bad) throws IOException {
        if (bad.isFault()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "30");
            write(
                    response,
                    Problem.detail(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "token-not-checked",
                            "The token cannot be checked now",
                            bad.getMessage() + ".",
                            "Try again as late as Retry-After says."));
            return;
        }
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Assay\", error=\"invalid_token\"");
        write(
                response,
                Problem.detail(
                        HttpStatus.UNAUTHORIZED,
                        "token-refused",
                        "The token opens nothing",
                        bad.getMessage() + ".",
                        "Make another under your name at /account/tokens."));
    }

    @Override
    public void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDeniedException exception)
            throws IOException {
        if (rights.covers(request) && request.getUserPrincipal() instanceof TokenAuthentication) {
            write(
                    response,
                    Problem.detail(
                            HttpStatus.FORBIDDEN,
                            "not-allowed",
                            "This token does not go so far",
                            "It lacks the scope, its owner lacks the role, or a person has to do"
                                    + " this themselves.",
                            "docs/rights.md says which; a token never decides, and makes no"
                                    + " accounts and no tokens."));
            return;
        }
        if (request.getUserPrincipal() instanceof Authentication who
                && who.getPrincipal() instanceof SignedIn signedIn
                && signedIn.passwordChangeDue()) {
            write(
                    response,
                    Problem.detail(
                            HttpStatus.FORBIDDEN,
                            "password-due",
                            "Choose a password of your own first",
                            "Somebody else made the one that you signed in with, and until you choose"
                                    + " another it opens nothing.",
                            "Sign in at /account, or send it to PUT /api/v1/me/password as"
                                    + " {\"current\": …, \"wanted\": …}."));
            return;
        }
        write(
                response,
                rights.covers(request)
                        ? Problem.detail(
                                HttpStatus.FORBIDDEN,
                                "not-allowed",
                                "Your roles do not allow this",
                                "Another role is needed for it; /openapi.json says which.",
                                "Ask somebody who holds it, or an administrator for the role.")
                        : Problem.detail(
                                HttpStatus.NOT_FOUND,
                                "not-found",
                                "There is no such thing here",
                                "Nothing answers this method at this path.",
                                "Compare the request with /openapi.json."));
    }

    private void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
