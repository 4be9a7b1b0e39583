package dev.assay.web.page;

import dev.assay.registry.identity.TooManyTriesException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

import java.io.IOException;

/** Back to the form, with a word about why. */
final class SignInFailure implements AuthenticationFailureHandler {

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException exception)
            throws IOException {
        response.sendRedirect(
                exception instanceof TooManyTriesException tries
                        ? "/signin?wait="
                                + Math.max(1, tries.waitTime().plusSeconds(59).toMinutes())
                        : "/signin?failed");
    }
}
