package dev.assay.scanners.detonation.sinkhole;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Mail, sockets and whatever else is spoken on ports of its own, by real clients. */
class OtherProtocolsTest {

    /** A tunnel stands for a redirect: what is inside was meant for the port it names. */
    private static final String TUNNEL =
            """
            import os, smtplib, socket, ssl
            def tunnel(host, port):
                s = socket.create_connection(('127.0.0.1', int(os.environ['SINK_PORT'])), 10)
                s.sendall(f'CONNECT {host}:{port} HTTP/1.1\\r\\nHost: {host}:{port}\\r\\n\\r\\n'.encode())
                head = b''
                while not head.endswith(b'\\r\\n\\r\\n'): head += s.recv(1)
                return s
            class Smtp(smtplib.SMTP):
                def _get_socket(self, host, port, timeout): return tunnel(host, port)
            class Smtps(smtplib.SMTP_SSL):
                def _get_socket(self, host, port, timeout): return self.context.wrap_socket(tunnel(host, port), server_hostname=host)
            trust = ssl.create_default_context(cafile=os.environ['SINK_CA'])
            """;

    @TempDir Path folder;

    @Test
    void aMailIsTakenWithItsBlindCopyAndItsPassword() throws Exception {
        try (var open = Opened.in(folder)) {
            var said =
                    python(
                            open,
                            """
                            m = Smtp('mail.example', 587)
                            m.starttls(context=trust)
                            m.login('bot', 's3cret')
                            m.sendmail('a@own.example', ['b@own.example', 'phan@drop.example'], 'Subject: hi\\r\\nTo: b@own.example\\r\\n\\r\\n.hidden\\r\\ntext')
                            m.quit()
                            print('sent')
                            """);

            assertThat(said.text().strip()).isEqualTo("sent");
            var mail = open.only(Seen.Mail.class);
            assertThat(mail.from()).isEqualTo("a@own.example");
            assertThat(mail.recipients()).containsExactly("b@own.example", "phan@drop.example");
            assertThat(mail.login()).contains("bot", "s3cret");
            assertThat(mail.content().text())
                    .isEqualTo("Subject: hi\r\nTo: b@own.example\r\n\r\n.hidden\r\ntext\r\n");
            assertThat(mail.whole()).isTrue();
            assertThat(mail.encrypted()).isTrue();
            assertThat(mail.to()).isEqualTo(new Place("", 587, "mail.example"));
            assertThat(open.only(Seen.TlsOpened.class).serverName()).isEqualTo("mail.example");
        }
    }

    @Test
    void mailInTlsFromTheFirstByteIsGreetedInside() throws Exception {
        try (var open = Opened.in(folder)) {
            var said =
                    python(
                            open,
                            """
                            m = Smtps('mail.example', 465, context=trust)
                            m.sendmail('a@own.example', ['b@own.example'], 'x' * 70000)
                            m.sendmail('a@own.example', ['c@own.example'], 'second')
                            m.quit()
                            print('sent')
                            """);

            assertThat(said.text().strip()).isEqualTo("sent");
            open.awaited(Seen.Mail.class, mail -> mail.recipients().contains("c@own.example"));
            assertThat(open.all(Seen.Mail.class))
                    .extracting(mail -> mail.content().total())
                    .containsExactly(70_002L, 8L);
        }
    }

    @Test
    void aMailThatBreaksOffIsWrittenDownAsFarAsItCame() throws Exception {
        try (var open = Opened.in(folder)) {
            python(
                    open,
                    """
                    s = tunnel('mail.example', 25)
                    s.recv(100)
                    s.sendall(b'EHLO me\\r\\nMAIL FROM:<a@own.example> SIZE=9\\r\\nRCPT TO:<b@own.example>\\r\\nDATA\\r\\nkey=s3c')
                    s.recv(1000)
                    s.close()
                    """);

            var mail = open.only(Seen.Mail.class);
            assertThat(mail.hello()).isEqualTo("me");
            assertThat(mail.recipients()).containsExactly("b@own.example");
            assertThat(mail.content().text()).isEqualTo("key=s3c");
            assertThat(mail.whole()).isFalse();
        }
    }

    @Test
    void whoeverWaitsForAServerToSpeakIsGreetedByItsPort() throws Exception {
        try (var open = Opened.in(folder)) {
            var said =
                    python(
                            open,
                            """
                            import ftplib, struct
                            class Ftp(ftplib.FTP):
                                def connect(self, host='', port=0, timeout=-999, source_address=None):
                                    self.sock = tunnel(host, port); self.af = self.sock.family
                                    self.file = self.sock.makefile('r', encoding='utf-8')
                                    self.welcome = self.getresp(); return self.welcome
                            f = Ftp(); print(f.connect('ftp.example', 21)); print(f.login('user', 'p4ss'))
                            print(tunnel('ssh.example', 22).recv(100)[:8])
                            r = tunnel('redis.example', 6379)
                            r.sendall(b'*2\\r\\n$4\\r\\nAUTH\\r\\n$3\\r\\nkey\\r\\n'); print(r.recv(100))
                            p = tunnel('pg.example', 5432)
                            p.sendall(struct.pack('>II', 8, 80877103)); print(p.recv(1))
                            p.sendall(struct.pack('>II', 20, 196608) + b'user\\0bob\\0\\0\\0'); print(p.recv(9))
                            p.sendall(b'p' + struct.pack('>I', 8) + b'pwd\\0'); print(p.recv(15)[:1])
                            m = tunnel('my.example', 3306)
                            print(m.recv(100)[4:11]); m.sendall(b'\\x05\\0\\0\\x01hello'); print(m.recv(100)[3:5])
                            """);

            assertThat(said.text().lines())
                    .containsExactly(
                            "220 ready",
                            "230 Logged in",
                            "b'SSH-2.0-'",
                            "b'+OK\\r\\n'",
                            "b'N'",
                            "b'R\\x00\\x00\\x00\\x08\\x00\\x00\\x00\\x03'",
                            "b'R'",
                            "b'\\n8.0.36'",
                            "b'\\x02\\x00'");
            var ftp = open.awaited(Seen.Raw.class, raw -> raw.protocol().equals("ftp"));
            assertThat(ftp.content().text()).contains("PASS p4ss");
            assertThat(ftp.to().name()).isEqualTo("ftp.example");
            var postgres = open.awaited(Seen.Raw.class, raw -> raw.protocol().equals("postgres"));
            assertThat(postgres.content().text()).contains("bob").contains("pwd");
        }
    }

    @Test
    void bytesOfNoKnownProtocolAreKeptAsTheyAre() throws Exception {
        try (var open = Opened.in(folder)) {
            open.run(
                    List.of(
                            "node",
                            "-e",
                            "const s = require('net').connect(process.env.SINK_PORT, '127.0.0.1', () => s.end(Buffer.from([1, 2, 0, 255])))"));

            var raw = open.only(Seen.Raw.class);
            assertThat(raw.protocol()).isEqualTo("raw");
            assertThat(raw.content()).isEqualTo(new Kept(new byte[] {1, 2, 0, -1}, 4));
        }
    }

    @Test
    void aTunnelIsSunkAgain() throws Exception {
        try (var open = Opened.in(folder)) {
            var said =
                    open.run(
                            List.of(
                                    "curl",
                                    "-sS",
                                    "--cacert",
                                    open.ca(),
                                    "-x",
                                    "http://127.0.0.1:" + open.port(),
                                    "-d",
                                    "k=v",
                                    "https://inner.example/x"));

            assertThat(said.status()).as(said.text()).isZero();
            var inner =
                    open.awaited(
                            Seen.HttpRequest.class, request -> request.method().equals("POST"));
            assertThat(inner.serverName()).isEqualTo("inner.example");
            assertThat(inner.to()).isEqualTo(new Place("", 443, "inner.example"));
            assertThat(open.all(Seen.HttpRequest.class).getFirst().target())
                    .isEqualTo("inner.example:443");
        }
    }

    @Test
    void framesOfAWebSocketAreWrittenDownAndComeBack() throws Exception {
        try (var open = Opened.in(folder);
                var client = HttpClient.newHttpClient()) {
            var back = new CompletableFuture<String>();
            var socket =
                    client.newWebSocketBuilder()
                            .buildAsync(
                                    URI.create("ws://127.0.0.1:" + open.port() + "/live?k=1"),
                                    new WebSocket.Listener() {
                                        @Override
                                        public CompletionStage<?> onText(
                                                WebSocket from, CharSequence text, boolean last) {
                                            back.complete(text.toString());
                                            return WebSocket.Listener.super.onText(
                                                    from, text, last);
                                        }
                                    })
                            .get(10, TimeUnit.SECONDS);
            socket.sendText("{\"key\":\"s3cret\"}", true).get(10, TimeUnit.SECONDS);

            assertThat(back.get(10, TimeUnit.SECONDS)).isEqualTo("{\"key\":\"s3cret\"}");
            var message = open.only(Seen.SocketMessage.class);
            assertThat(message.target()).isEqualTo("/live?k=1");
            assertThat(message.content().text()).isEqualTo("{\"key\":\"s3cret\"}");
            var request = open.only(Seen.HttpRequest.class);
            assertThat(request.answered()).isEqualTo(101);
            assertThat(message.request()).isEqualTo(request.number());
            socket.abort();
        }
    }

    @Test
    void aNameThatIsAskedByHttpIsAName() throws Exception {
        try (var open = Opened.in(folder)) {
            var said =
                    open.curl(
                            "-H",
                            "accept: application/dns-message",
                            "-o",
                            "/dev/null",
                            "-w",
                            "%{content_type}",
                            // The example of RFC 8484: www.example.com, A
                            "https://doh.example/dns-query?dns=AAABAAABAAAAAAAAA3d3dwdleGFtcGxlA2NvbQAAAQAB");

            assertThat(said.text()).isEqualTo("application/dns-message");
            var asked = open.only(Seen.NameAsked.class);
            assertThat(asked.name()).isEqualTo("www.example.com");
            assertThat(asked.transport()).isEqualTo("https");
            assertThat(asked.server().name()).isEqualTo("doh.example");
        }
    }

    @Test
    void aNameThatIsAskedInTlsIsAName() throws Exception {
        try (var open = Opened.in(folder)) {
            var said =
                    python(
                            open,
                            """
                            import struct
                            q = struct.pack('>HHHHHH', 7, 256, 1, 0, 0, 0) + b'\\6secret\\7example\\0' + struct.pack('>HH', 1, 1)
                            t = trust.wrap_socket(tunnel('dns.example', 853), server_hostname='dns.example')
                            t.sendall(struct.pack('>H', len(q)) + q)
                            print(t.recv(512)[-4:])
                            """);

            assertThat(said.text().strip()).isEqualTo("b'\\x7f\\x00\\x00\\x01'");
            var asked = open.only(Seen.NameAsked.class);
            assertThat(asked.name()).isEqualTo("secret.example");
            assertThat(asked.transport()).isEqualTo("tls");
        }
    }

    @Test
    void aDatagramIsKeptWithTheAddressThatItsSocketWasConnectedTo() throws Exception {
        try (var open = Opened.in(folder)) {
            open.run(
                    List.of(
                            "python3",
                            "-c",
                            "import socket, time; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM);"
                                    + " s.connect(('127.0.0.1', %d)); s.send(b'beacon'); time.sleep(1)"
                                            .formatted(open.sinkhole.datagramPort())));

            var datagram = open.only(Seen.Datagram.class);
            assertThat(datagram.content().text()).isEqualTo("beacon");
            assertThat(datagram.to())
                    .isEqualTo(new Place("127.0.0.1", open.sinkhole.datagramPort(), ""));
        }
    }

    private static Opened.Said python(Opened open, String code) throws Exception {
        return open.run(List.of("python3", "-c", TUNNEL + code));
    }
}
