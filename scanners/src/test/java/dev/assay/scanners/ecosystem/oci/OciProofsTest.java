package dev.assay.scanners.ecosystem.oci;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.assay.samples.SampleAuthority;
import dev.assay.samples.SampleBuild;
import dev.assay.samples.SampleCosign;
import dev.assay.scanners.artifact.oci.OciConfiguration;
import dev.assay.scanners.artifact.oci.OciImages;
import dev.assay.scanners.artifact.oci.OciLimits;
import dev.assay.scanners.artifact.oci.OciRegistry;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.OciVersion;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.publisher.OciPublishing;
import dev.assay.scanners.signature.ImageKeys;
import dev.assay.scanners.signature.KeyRing;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Pins;
import dev.assay.scanners.signature.ProofKind;
import dev.assay.scanners.signature.Trusted;
import dev.assay.scanners.signature.TrustedRoot;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What lies beside an image, from a registry's paths to what is said of it. */
class OciProofsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String TEXT = "application/vnd.dev.cosign.simplesigning.v1+json";
    private static final String ENVELOPE = "application/vnd.dsse.envelope.v1+json";
    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private static final Instant BUILT = Instant.parse("2026-06-01T12:00:00Z");

    private final SampleAuthority world =
            new SampleAuthority(Instant.parse("2026-01-01T00:00:00Z"));
    private final SampleBuild build = SampleBuild.of("1.0.0", BUILT);
    private final Map<String, byte[]> paths = new TreeMap<>();
    private HttpServer server;
    private String image;
    private boolean refuses;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        var path = exchange.getRequestURI().getPath();
                        var body = paths.get(path);
                        if (body == null || refuses && !path.endsWith("1.0.0")) {
                            exchange.sendResponseHeaders(body == null ? 404 : 503, -1);
                            return;
                        }
                        var type = path.contains("/referrers/") ? INDEX : type(body);
                        exchange.getResponseHeaders().set("Content-Type", type);
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        server.start();
        image = manifest("1.0.0", "{}", List.of());
        tags("1.0.0");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static String type(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).contains("\"manifests\"")
                ? INDEX
                : MANIFEST;
    }

    private String blob(byte[] bytes) {
        var digest = SampleCosign.digest(bytes);
        paths.put("/v2/acme/mcp/blobs/" + digest, bytes);
        return digest;
    }

    private void tags(String... tags) {
        paths.put(
                "/v2/acme/mcp/tags/list",
                JSON.writeValueAsBytes(Map.of("name", "acme/mcp", "tags", List.of(tags))));
    }

    private static Map<String, Object> layer(String type, String digest, int size, Object notes) {
        return Map.of("mediaType", type, "digest", digest, "size", size, "annotations", notes);
    }

    /** Puts a manifest there under a tag and under its digest. */
    private String manifest(String tag, String subject, List<Map<String, Object>> layers) {
        var config =
                "{\"architecture\":\"amd64\",\"os\":\"linux\"}".getBytes(StandardCharsets.UTF_8);
        var document = JSON.createObjectNode();
        document.put("schemaVersion", 2);
        document.put("mediaType", MANIFEST);
        document.putObject("config")
                .put("mediaType", "application/vnd.oci.image.config.v1+json")
                .put("digest", blob(config))
                .put("size", config.length);
        document.set("layers", JSON.valueToTree(layers));
        document.set("subject", JSON.readTree(subject));
        var bytes = JSON.writeValueAsBytes(document);
        var digest = SampleCosign.digest(bytes);
        paths.put("/v2/acme/mcp/manifests/" + tag, bytes);
        paths.put("/v2/acme/mcp/manifests/" + digest, bytes);
        return digest;
    }

    private String tag(String ending) {
        return image.replace(":", "-") + ending;
    }

    private SampleCosign signed() {
        return SampleCosign.keyless(world, build, image);
    }

    private void sign(SampleCosign by) {
        var text = by.text();
        manifest(
                tag(".sig"),
                "{}",
                List.of(layer(TEXT, blob(text), text.length, by.textAnnotations())));
    }

    private Trusted trusted() {
        return new Trusted(
                TrustedRoot.read(world.trustedRoot().getBytes(StandardCharsets.UTF_8)),
                KeyRing.none(Trusted.MAVEN_KEYS),
                KeyRing.none(Trusted.GIT_KEYS),
                ImageKeys.none(Trusted.IMAGE_KEYS),
                Pins.none());
    }

    private Outcome<?> look(ProofKind kind) throws Exception {
        var host = "127.0.0.1:" + server.getAddress().getPort();
        var images =
                new OciImages(
                        new OciRegistry(
                                OciConfiguration.of(host, URI.create("http://" + host)),
                                OciLimits.DEFAULT,
                                Clock.systemUTC()));
        var clock = Clock.fixed(Instant.parse("2026-07-01T00:00:00Z"), ZoneOffset.UTC);
        try (var upstream = new OciUpstream(images, new OciPublishing(images, trusted(), clock))) {
            var release =
                    new OciName(host, "acme/mcp")
                            .purl(OciVersion.parse("1.0.0").orElseThrow().toString());
            var found = upstream.find(release);
            assertThat(found).isInstanceOf(LookupOutcome.Found.class);
            return ((LookupOutcome.Found) found)
                    .release()
                    .publishing(Integrity.of(Sha256.of(new byte[0])))
                    .signatures()
                    .own(kind)
                    .orElseThrow();
        }
    }

    @Test
    void verifiesASignatureUnderTheTagOfTheDigest() throws Exception {
        sign(signed());

        assertThat(look(ProofKind.COSIGN)).isInstanceOf(Outcome.Verified.class);
        assertThat(look(ProofKind.COSIGN_ATTESTATION)).isInstanceOf(Outcome.Absent.class);
    }

    @Test
    void verifiesAnAttestationUnderItsTag() throws Exception {
        var layer =
                signed().says(
                                SampleCosign.statement(
                                        "acme", image, "https://spdx.dev/Document", "{}"))
                        .attestation();
        var bytes = layer.getKey();
        manifest(
                tag(".att"),
                "{}",
                List.of(layer(ENVELOPE, blob(bytes), bytes.length, layer.getValue())));

        assertThat(look(ProofKind.COSIGN_ATTESTATION)).isInstanceOf(Outcome.Verified.class);
    }

    private Map<String, Object> referrer(String subject) {
        var bundle = signed().bundle();
        var digest =
                manifest(
                        "ignored",
                        "{\"digest\":\"" + subject + "\"}",
                        List.of(layer(BUNDLE, blob(bundle), bundle.length, Map.of())));
        return Map.of("mediaType", MANIFEST, "digest", digest, "size", 1, "artifactType", BUNDLE);
    }

    private byte[] index(Map<String, Object> referrer) {
        return JSON.writeValueAsBytes(
                Map.of("schemaVersion", 2, "mediaType", INDEX, "manifests", List.of(referrer)));
    }

    @Test
    void verifiesABundleThatRefersToTheImage() throws Exception {
        paths.put("/v2/acme/mcp/referrers/" + image, index(referrer(image)));

        assertThat(look(ProofKind.COSIGN)).isInstanceOf(Outcome.Verified.class);
    }

    @Test
    void findsItByTheTagWhereTheRegistryListsNoReferrers() throws Exception {
        paths.put("/v2/acme/mcp/manifests/" + tag(""), index(referrer(image)));

        assertThat(look(ProofKind.COSIGN)).isInstanceOf(Outcome.Verified.class);
    }

    @Test
    void takesNoReferrerOfAnotherImage() throws Exception {
        var other = "sha256:" + Sha256.of(new byte[] {9}).hex();
        paths.put("/v2/acme/mcp/referrers/" + image, index(referrer(other)));

        var outcome = look(ProofKind.COSIGN);

        assertThat(outcome).isInstanceOf(Outcome.Unchecked.class);
        assertThat(outcome.reason()).contains("does not");
    }

    @Test
    void tellsTheSignatureOfAnotherImageThatWasPutUnderThisOnesTag() throws Exception {
        sign(SampleCosign.keyless(world, build, "sha256:" + Sha256.of(new byte[] {9}).hex()));

        assertThat(look(ProofKind.COSIGN).state()).isEqualTo("invalid");
    }

    @Test
    void toldFromARepositoryThatSignsNothingByItsOtherTags() throws Exception {
        assertThat(look(ProofKind.COSIGN)).isInstanceOf(Outcome.NotOffered.class);

        tags("1.0.0", "sha256-" + Sha256.of(new byte[] {9}).hex() + ".sig");
        assertThat(look(ProofKind.COSIGN)).isInstanceOf(Outcome.Absent.class);
    }

    @Test
    void toldFromARepositoryThatSignsNothingByWhatRefersToItsOtherImages() throws Exception {
        var nothing = "{\"schemaVersion\":2,\"manifests\":[]}".getBytes(StandardCharsets.UTF_8);
        var other = manifest("0.9.0", "{\"another\":true}", List.of());
        tags("0.9.0", "1.0.0");
        paths.put("/v2/acme/mcp/referrers/" + image, nothing);
        paths.put("/v2/acme/mcp/referrers/" + other, nothing);
        assertThat(look(ProofKind.COSIGN)).isInstanceOf(Outcome.NotOffered.class);

        paths.put("/v2/acme/mcp/referrers/" + other, index(referrer(other)));
        assertThat(look(ProofKind.COSIGN)).isInstanceOf(Outcome.Absent.class);
    }

    @Test
    void aRegistryThatDoesNotAnswerHasNothingThatIsAbsent() throws Exception {
        sign(signed());
        refuses = true;

        assertThat(look(ProofKind.COSIGN)).isInstanceOf(Outcome.Unchecked.class);
    }
}
