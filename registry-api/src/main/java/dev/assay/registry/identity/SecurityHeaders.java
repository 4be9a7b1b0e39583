package dev.assay.registry.identity;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * The headers of every answer: nothing but our own style sheet, script and pictures is loaded, no
 * script stands in a page, nobody frames us, and nothing is kept by a cache that is not said so.
 */
public final class SecurityHeaders {

    public static final String POLICY = policy("");

    private static final String NOTHING_OF_THE_DEVICE =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    private SecurityHeaders() {}

    /** For the REST API. */
    public static void on(HttpSecurity chain, WebAddress address) {
        on(chain, address, "");
    }

    /**
     * For pages.
     *
     * @param formTarget the origin that signing out may lead to, empty for none: browsers hold the
     *     redirect after a form against the policy, too
     */
    public static void on(HttpSecurity chain, WebAddress address, String formTarget) {
        chain.headers(
                headers -> {
                    headers.contentSecurityPolicy(
                                    policy -> policy.policyDirectives(policy(formTarget)))
                            .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                            .crossOriginOpenerPolicy(
                                    opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                            .crossOriginResourcePolicy(
                                    resource ->
                                            resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                            .permissionsPolicyHeader(
                                    permissions -> permissions.policy(NOTHING_OF_THE_DEVICE))
                            .frameOptions(frames -> frames.deny());
                    if (address.tls()) {
                        // The proxy that ends TLS speaks plain HTTP to us.
                        headers.httpStrictTransportSecurity(
                                strict -> strict.requestMatcher(AnyRequestMatcher.INSTANCE));
                    }
                });
    }

    private static String policy(String formTarget) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                + " connect-src 'self'; form-action 'self'"
                + (formTarget.isEmpty() ? "" : " " + formTarget)
                + "; base-uri 'none'; frame-ancestors 'none'";
    }
}
