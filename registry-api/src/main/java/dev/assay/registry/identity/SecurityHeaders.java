package dev.assay.registry.identity;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The headers of every answer: nothing but our own style sheet, script and pictures is loaded, no
 * script stands in a page, and nobody frames us.
 */
public final class SecurityHeaders {

    public static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private SecurityHeaders() {}

    public static void on(HttpSecurity chain) {
        chain.headers(
                headers ->
                        headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                                .referrerPolicy(
                                        referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                                .crossOriginOpenerPolicy(
                                        opener ->
                                                opener.policy(
                                                        org.springframework.security.web.header
                                                                .writers
                                                                .CrossOriginOpenerPolicyHeaderWriter
                                                                .CrossOriginOpenerPolicy
                                                                .SAME_ORIGIN))
                                .frameOptions(frames -> frames.deny()));
    }
}
