package dev.assay.samples;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A certificate as a keyless authority gives it to a build: minutes of validity, the build's
 * identity and claims, and the proof of a log of certificates. Each part can be made otherwise.
 */
public final class SampleCertificate {

    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
    private static final String CLAIM = "1.3.6.1.4.1.57264.1.";

    private final Map<String, String> claims = new LinkedHashMap<>();
    private @Nullable String identity;
    private Instant from;
    private Instant to;
    private SampleKey authority;
    private @Nullable SampleKey log;
    private boolean signsCode = true;

    SampleCertificate(SampleAuthority issuer, SampleBuild build) {
        authority = issuer.authority();
        log = issuer.certificateLog();
        from = build.at();
        to = build.at().plus(Duration.ofMinutes(10));
        identity = build.workflow();
        claims.put("8", SampleBuild.ISSUER);
        claims.put("11", "github-hosted");
        claims.put("12", build.repository());
        claims.put("13", build.commit());
        claims.put("14", build.ref());
        claims.put("15", build.repositoryId());
        claims.put("17", build.ownerId());
        claims.put("18", build.workflow());
        claims.put("20", "release");
        claims.put("21", build.repository() + "/actions/runs/1/attempts/1");
        claims.put("22", "public");
    }

    /** Another claim under this number, or none for null. */
    public SampleCertificate claim(int number, @Nullable String value) {
        if (value == null) {
            claims.remove(Integer.toString(number));
        } else {
            claims.put(Integer.toString(number), value);
        }
        return this;
    }

    public SampleCertificate identity(@Nullable String uri) {
        identity = uri;
        return this;
    }

    public SampleCertificate valid(Instant since, Instant until) {
        from = since;
        to = until;
        return this;
    }

    public SampleCertificate issuedBy(SampleKey key) {
        authority = key;
        return this;
    }

    /** Logged by this log, or by none for null. */
    public SampleCertificate loggedBy(@Nullable SampleKey key) {
        log = key;
        return this;
    }

    public SampleCertificate notForCode() {
        signsCode = false;
        return this;
    }

    byte[] encode(SampleKey subject) {
        var plain = toBeSigned(subject, List.of());
        if (log == null) {
            return signed(plain);
        }
        var list = certificateTimestamp(log, plain);
        return signed(
                toBeSigned(
                        subject,
                        List.of(extension("1.3.6.1.4.1.11129.2.4.2", false, Der.octets(list)))));
    }

    /** The authority's own certificate. */
    static byte[] authority(SampleKey key, Instant start) {
        var body =
                body(
                        key,
                        start,
                        start.plus(Duration.ofDays(3650)),
                        name("sample-authority"),
                        List.of(
                                extension("2.5.29.19", true, Der.sequence(Der.truth())),
                                extension("2.5.29.15", true, Der.bits(1, (byte) 0x06))));
        return sealed(body, key);
    }

    private byte[] toBeSigned(SampleKey subject, List<byte[]> more) {
        var extensions = new ArrayList<byte[]>();
        extensions.add(extension("2.5.29.15", true, Der.bits(7, (byte) 0x80)));
        var usage = signsCode ? "1.3.6.1.5.5.7.3.3" : "1.3.6.1.5.5.7.3.2";
        extensions.add(extension("2.5.29.37", false, Der.sequence(Der.oid(usage))));
        if (identity != null) {
            var uri = Der.implicit(6, identity.getBytes(StandardCharsets.US_ASCII));
            extensions.add(extension("2.5.29.17", true, Der.sequence(uri)));
        }
        claims.forEach(
                (number, value) ->
                        extensions.add(extension(CLAIM + number, false, Der.text(value))));
        extensions.addAll(more);
        // Java reads no certificate that names nobody at all.
        var named = identity == null ? name("nobody") : Der.sequence();
        return body(subject, from, to, named, extensions);
    }

    private byte[] signed(byte[] body) {
        return sealed(body, authority);
    }

    private static byte[] sealed(byte[] body, SampleKey key) {
        return Der.sequence(body, algorithm(), Der.bits(0, key.sign(body)));
    }

    private static byte[] body(
            SampleKey subject, Instant from, Instant to, byte[] name, List<byte[]> extensions) {
        return Der.sequence(
                Der.explicit(0, Der.integer(2)),
                Der.integer(from.getEpochSecond()),
                algorithm(),
                name("sample-authority"),
                Der.sequence(Der.time(from), Der.time(to)),
                name,
                subject.spki(),
                Der.explicit(3, Der.sequence(extensions.toArray(byte[][]::new))));
    }

    /** The precertificate's timestamp (RFC 6962, section 3.2) in a list of one. */
    private byte[] certificateTimestamp(SampleKey certificateLog, byte[] plain) {
        var at = Der.fixed(from.toEpochMilli(), 8);
        var content =
                Der.joined(
                        new byte[] {0, 0},
                        at,
                        Der.fixed(1, 2),
                        authority.hash(),
                        Der.fixed(plain.length, 3),
                        plain,
                        Der.fixed(0, 2));
        var signature = certificateLog.sign(content);
        var timestamp =
                Der.joined(
                        new byte[] {0},
                        certificateLog.hash(),
                        at,
                        Der.fixed(0, 2),
                        new byte[] {4, 3},
                        Der.fixed(signature.length, 2),
                        signature);
        return Der.joined(
                Der.fixed(timestamp.length + 2, 2), Der.fixed(timestamp.length, 2), timestamp);
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.truth(), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] algorithm() {
        return Der.sequence(Der.oid(ECDSA_SHA256));
    }

    private static byte[] name(String name) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(name))));
    }
}
