package dev.assay.scanners.finding;

import java.util.Arrays;
import java.util.Optional;

/**
 * What is wrong with how a remote server lets people in. The sources are the authorization chapter
 * of the Model Context Protocol (2025-11-25), RFC 9728, RFC 8414 and RFC 9700.
 */
public enum AuthWeakness {
    NO_SIGN_IN(
            "no-sign-in",
            Severity.HIGH,
            "Whoever reaches it may list and call its tools; it asks nobody to sign in"),
    NO_HTTPS(
            "no-https", Severity.HIGH, "It is reached without TLS: anybody between may read along"),
    UNTRUSTED_CERTIFICATE(
            "untrusted-certificate",
            Severity.HIGH,
            "Its certificate is not one that this machine trusts"),
    OLD_TLS("old-tls", Severity.HIGH, "It still accepts TLS 1.0 or 1.1"),
    NO_ORIGIN_CHECK(
            "no-origin-check",
            Severity.MEDIUM,
            "It answers web pages of any origin, which lets them reach it by DNS rebinding"),
    NO_RESOURCE_METADATA(
            "no-resource-metadata",
            Severity.MEDIUM,
            "It does not say by whom people sign in (RFC 9728)"),
    RESOURCE_MISMATCH(
            "resource-mismatch",
            Severity.HIGH,
            "Its metadata are those of another resource (RFC 9728, section 3.3)"),
    NO_SERVER_METADATA(
            "no-authorization-server-metadata",
            Severity.MEDIUM,
            "Its authorization server publishes no metadata (RFC 8414)"),
    ISSUER_MISMATCH(
            "issuer-mismatch",
            Severity.HIGH,
            "Its authorization server's metadata name another issuer (RFC 8414, section 3.3)"),
    NO_PKCE(
            "no-pkce-s256",
            Severity.HIGH,
            "Its authorization server does not offer PKCE with S256, which clients have to insist on"),
    PLAIN_ENDPOINT(
            "plain-endpoint",
            Severity.HIGH,
            "An endpoint of its authorization server is reached without TLS"),
    OPEN_REGISTRATION(
            "open-registration",
            Severity.MEDIUM,
            "Anybody may register a client at its authorization server (RFC 7591)"),
    LAX_REDIRECT(
            "lax-redirect",
            Severity.CRITICAL,
            "Its authorization server sends codes to addresses that no client registered");

    private final String key;
    private final Severity severity;
    private final String sentence;

    AuthWeakness(String key, Severity severity, String sentence) {
        this.key = key;
        this.severity = severity;
        this.sentence = sentence;
    }

    /** Its name for programs; never changes. */
    public String key() {
        return key;
    }

    /** How much it matters where it is new. */
    public Severity severity() {
        return severity;
    }

    public String sentence() {
        return sentence;
    }

    public static Optional<AuthWeakness> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }
}
