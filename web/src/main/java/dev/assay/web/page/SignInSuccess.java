package dev.assay.web.page;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

import java.io.IOException;
import java.util.regex.Pattern;

/** On to what was asked for; from the page of a blocked fetch back to it. */
final class SignInSuccess extends SavedRequestAwareAuthenticationSuccessHandler {

    /** Nothing else may be named: a link that signs in must not lead to somebody else's site. */
    private static final Pattern LINK = Pattern.compile("/r/[0-9a-f]{32}");

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication account)
            throws ServletException, IOException {
        var to = request.getParameter("to");
        if (to != null && LINK.matcher(to).matches()) {
            response.sendRedirect(to);
        } else {
            super.onAuthenticationSuccess(request, response, account);
        }
    }
}
