package dev.assay.scanners.detonation.sinkhole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** What real clients of HTTP are answered, and what is written down of them. */
class HttpClientsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path folder;

    @Test
    void aPlainRequestIsAnsweredAndWrittenDownAsItWasSent() throws Exception {
        try (var open = Opened.in(folder)) {
            var said =
                    open.curl(
                            "-H",
                            "X-Key: s3cret",
                            "-d",
                            "{\"to\":\"a@b.example\"}",
                            "-H",
                            "Content-Type: application/json",
                            "http://api.mail.example/v1/send?q=1");

            var answer = JSON.readTree(said.text());
            assertThat(answer.get("to").asString()).isEqualTo("a@b.example");
            assertThat(answer.get("MessageID").asString()).isNotEmpty();
            var request = open.only(Seen.HttpRequest.class);
            assertThat(request.scheme()).isEqualTo("http");
            assertThat(request.host()).isEqualTo("api.mail.example");
            assertThat(request.port()).isEqualTo(open.port());
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target()).isEqualTo("/v1/send?q=1");
            assertThat(request.version()).isEqualTo("HTTP/1.1");
            assertThat(request.headers()).contains(new Header("X-Key", "s3cret"));
            assertThat(request.body().text()).isEqualTo("{\"to\":\"a@b.example\"}");
            assertThat(request.decoded()).isNull();
            assertThat(request.whole()).isTrue();
            assertThat(request.answered()).isEqualTo(200);
            assertThat(open.only(Seen.Connected.class).to().port()).isEqualTo(open.port());
        }
    }

    @Test
    void aRequestInTlsIsReadByWhoeverTrustsTheAuthority() throws Exception {
        try (var open = Opened.in(folder)) {
            var said = open.curl("--http1.1", "https://Secret.Example/a");

            assertThat(said.status()).as(said.text()).isZero();
            var tls = open.only(Seen.TlsOpened.class);
            assertThat(tls.serverName()).isEqualTo("secret.example");
            assertThat(tls.version()).isEqualTo("TLSv1.3");
            assertThat(tls.protocol()).isEqualTo("http/1.1");
            var request = open.only(Seen.HttpRequest.class);
            assertThat(request.scheme()).isEqualTo("https");
            assertThat(request.serverName()).isEqualTo("secret.example");
            assertThat(open.all(Seen.TlsRefused.class)).isEmpty();
        }
    }

    @Test
    void http2IsSpokenInTlsAndWithoutByThoseWhoKnow() throws Exception {
        try (var open = Opened.in(folder)) {
            var inTls = open.curl("--http2", "-d", "x=1", "https://two.example/in");
            var without = open.curl("--http2-prior-knowledge", "http://two.example/out");

            assertThat(inTls.status()).as(inTls.text()).isZero();
            assertThat(without.status()).as(without.text()).isZero();
            assertThat(open.only(Seen.TlsOpened.class).protocol()).isEqualTo("h2");
            assertThat(open.all(Seen.HttpRequest.class))
                    .extracting(
                            Seen.HttpRequest::version,
                            Seen.HttpRequest::scheme,
                            Seen.HttpRequest::host,
                            Seen.HttpRequest::target)
                    .containsExactly(
                            tuple("HTTP/2.0", "https", "two.example", "/in"),
                            tuple("HTTP/2.0", "http", "two.example", "/out"));
            assertThat(open.all(Seen.HttpRequest.class).getFirst().headers())
                    .noneMatch(header -> header.name().startsWith("x-http2"));
        }
    }

    @Test
    void aClientThatTrustsItsOwnAuthoritiesAloneIsARefusal() throws Exception {
        try (var open = Opened.in(folder)) {
            var said =
                    open.curl(
                            "--cacert",
                            "/etc/ssl/certs/ca-certificates.crt",
                            "https://pin.example/");

            assertThat(said.status()).isEqualTo(60);
            var refused = open.only(Seen.TlsRefused.class);
            assertThat(refused.serverName()).isEqualTo("pin.example");
            assertThat(refused.how()).isEqualTo(Seen.Refusal.ALERT);
            assertThat(refused.alert()).isEqualTo("unknown_ca");
        }
    }

    @Test
    void aPinInNodeClosesTheConnectionWithoutAWord() throws Exception {
        try (var open = Opened.in(folder)) {
            var said =
                    open.run(
                            List.of(
                                    "node",
                                    "-e",
                                    """
                                    const tls = require('tls');
                                    const s = tls.connect({port: process.env.SINK_PORT, host: '127.0.0.1', servername: 'pin.example',
                                      checkServerIdentity: (h, c) => c.fingerprint256 === 'AA' ? undefined : new Error('pinned')},
                                      () => s.write('GET / HTTP/1.1\\r\\n\\r\\n'));
                                    s.on('error', e => { console.log(e.message); });
                                    """));

            assertThat(said.text()).contains("pinned");
            var refused = open.only(Seen.TlsRefused.class);
            assertThat(refused.serverName()).isEqualTo("pin.example");
            // Whether its part of the handshake still leaves is a matter of luck.
            assertThat(refused.how()).isIn(Seen.Refusal.CLOSED, Seen.Refusal.CLOSED_UNUSED);
        }
    }

    @Test
    void nodeFetchesOverTlsWithTheAuthorityOfItsEnvironment() throws Exception {
        try (var open = Opened.in(folder)) {
            var said =
                    open.run(
                            List.of(
                                    "node",
                                    "-e",
                                    """
                                    fetch('https://localhost:' + process.env.SINK_PORT + '/v1/things', {method: 'POST', body: 'hello'})
                                      .then(r => r.json()).then(j => console.log(j.success, j.items.length));
                                    """));

            assertThat(said.text().strip()).isEqualTo("true 1");
            assertThat(open.only(Seen.HttpRequest.class).body().text()).isEqualTo("hello");
        }
    }

    @Test
    void pythonGoesOnWithStrictVerification() throws Exception {
        try (var open = Opened.in(folder)) {
            var said =
                    open.run(
                            List.of(
                                    "python3",
                                    "-c",
                                    """
                                    import os, ssl, urllib.request
                                    c = ssl.create_default_context(cafile=os.environ['SINK_CA'])
                                    c.verify_flags |= ssl.VERIFY_X509_STRICT
                                    u = 'https://localhost:' + os.environ['SINK_PORT'] + '/oauth/token'
                                    print(urllib.request.urlopen(u, b'grant_type=client_credentials', context=c).read().decode())
                                    """));

            assertThat(JSON.readTree(said.text()).get("token_type").asString()).isEqualTo("Bearer");
            assertThat(open.only(Seen.HttpRequest.class).body().text())
                    .isEqualTo("grant_type=client_credentials");
        }
    }

    @Test
    void packedBodiesAreWrittenDownInBothForms() throws Exception {
        try (var open = Opened.in(folder)) {
            var said =
                    open.run(
                            List.of(
                                    "python3",
                                    "-c",
                                    """
                                    import gzip, os, urllib.request
                                    r = urllib.request.Request('http://127.0.0.1:' + os.environ['SINK_PORT'] + '/p', gzip.compress(b'secret' * 100),
                                      {'Content-Encoding': 'gzip', 'Host': 'pack.example'})
                                    print(urllib.request.urlopen(r).status)
                                    """));

            assertThat(said.text().strip()).isEqualTo("200");
            var request = open.only(Seen.HttpRequest.class);
            assertThat(request.host()).isEqualTo("pack.example");
            assertThat(request.body().total()).isLessThan(100);
            assertThat(request.decoded()).isNotNull();
            assertThat(request.decoded().total()).isEqualTo(600);
            assertThat(request.decoded().text()).startsWith("secretsecret");
        }
    }

    @Test
    void everyEventIsJsonThatIsReadBackAsItWas() throws Exception {
        try (var open = Opened.in(folder)) {
            open.curl("-d", "x", "https://json.example/");
            open.only(Seen.HttpRequest.class);

            for (var seen : open.seen) {
                var json = JSON.writerFor(Seen.class).writeValueAsString(seen);
                assertThat(JSON.readValue(json, Seen.class)).as(json).isEqualTo(seen);
            }
        }
    }

    @Test
    void aClientThatKnowsNothingButRsaIsNotAgreedWith() throws Exception {
        try (var open = Opened.in(folder)) {
            var command =
                    List.of(
                            "openssl",
                            "s_client",
                            "-connect",
                            "127.0.0.1:" + open.port(),
                            "-servername",
                            "old.example",
                            "-tls1_2",
                            "-cipher",
                            "ECDHE-RSA-AES128-GCM-SHA256");

            assertThat(open.run(command).status()).isNotZero();
            var refused = open.only(Seen.TlsRefused.class);
            assertThat(refused.how()).isEqualTo(Seen.Refusal.NOT_AGREED);
            assertThat(refused.serverName()).isEqualTo("old.example");
        }
    }

    @Test
    void opensslVerifiesTheCertificateOfAnAddress() throws Exception {
        try (var open = Opened.in(folder)) {
            var said =
                    open.run(
                            List.of(
                                    "openssl",
                                    "s_client",
                                    "-connect",
                                    "127.0.0.1:" + open.port(),
                                    "-noservername",
                                    "-CAfile",
                                    open.ca(),
                                    "-verify_ip",
                                    "127.0.0.1",
                                    "-verify_return_error",
                                    "-x509_strict"));

            assertThat(said.text()).contains("Verify return code: 0 (ok)");
            assertThat(open.all(Seen.TlsOpened.class).getFirst().serverName()).isEmpty();
        }
    }

    @Test
    void aJvmGoesOnWithTheTrustStoreThatIsMadeForIt() throws Exception {
        try (var open = Opened.in(folder)) {
            var store = folder.resolve("trust.p12");
            open.sinkhole.writeTrustStore(store, "changeit");
            var keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(keys);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            var uri = URI.create("https://localhost:" + open.port() + "/v1/x");
            try (var client = HttpClient.newBuilder().sslContext(context).build();
                    var distrusting = HttpClient.newHttpClient()) {
                var said =
                        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
                assertThat(said.statusCode()).isEqualTo(200);
                assertThat(said.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThatThrownBy(
                                () ->
                                        distrusting.send(
                                                HttpRequest.newBuilder(uri).build(),
                                                BodyHandlers.ofString()))
                        .isInstanceOf(SSLException.class);
            }
            var refused = open.awaited(Seen.TlsRefused.class, one -> true);
            assertThat(refused.serverName()).isEqualTo("localhost");
            // It closes as it sends its alert, which may be lost with that.
            assertThat(refused.how()).isIn(Seen.Refusal.ALERT, Seen.Refusal.CLOSED);
        }
    }
}
