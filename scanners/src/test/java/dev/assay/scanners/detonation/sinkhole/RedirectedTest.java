package dev.assay.scanners.detonation.sinkhole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** In a network of its own, in which everything is redirected. */
class RedirectedTest {

    private static final String NETWORK =
            """
            set -e
            ip link set lo up
            ip route add local default dev lo
            ip -6 route add local default dev lo 2>/dev/null || true
            for t in iptables ip6tables; do
              $t -t nat -A OUTPUT -p tcp -j REDIRECT --to-ports 15001 || [ $t = ip6tables ]
              $t -t nat -A OUTPUT -p udp --dport 53 -j REDIRECT --to-ports 15053 || [ $t = ip6tables ]
              $t -t nat -A OUTPUT -p udp -j REDIRECT --to-ports 15002 || [ $t = ip6tables ]
            done
            """;

    private static final String CLIENTS =
            """
            import socket, ssl, struct, os, urllib.request
            ca = os.environ['SINK_CA']
            def ask(server, name, kind=1, family=socket.AF_INET):
                s = socket.socket(family, socket.SOCK_DGRAM); s.settimeout(10); s.connect((server, 53))
                s.send(struct.pack('>HHHHHH', 7, 256, 1, 0, 0, 0) + b''.join(bytes([len(l)]) + l.encode() for l in name.split('.')) + b'\\0' + struct.pack('>HH', kind, 1))
                return '.'.join(str(b) for b in s.recv(512)[-4:])
            a = ask('198.51.100.53', 'evil.example')
            print(a)
            s = socket.create_connection((a, 4444), 10); s.sendall(b'\\x01\\x02'); s.close()
            s = socket.create_connection(('203.0.113.9', 9999), 10); s.sendall(b'GET /raw HTTP/1.0\\r\\n\\r\\n'); print(s.recv(15)); s.close()
            t = ssl.create_default_context(cafile=ca)
            s = t.wrap_socket(socket.create_connection((a, 443), 10), server_hostname='evil.example'); print(s.version()); s.close()
            t.check_hostname = False
            s = t.wrap_socket(socket.create_connection(('192.0.2.8', 8443), 10)); s.sendall(b'hi'); s.close()
            q = struct.pack('>HHHHHH', 7, 256, 1, 0, 0, 0) + b'\\4long\\7example\\0' + struct.pack('>HH', 16, 1)
            s = socket.create_connection(('198.51.100.53', 53), 10); s.sendall(struct.pack('>H', len(q)) + q); print(len(s.recv(512)) > len(q)); s.close()
            u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u.connect(('203.0.113.7', 8125)); u.send(b'beacon')
            m = socket.create_connection((ask('198.51.100.53', 'mx.example'), 25), 10); print(m.recv(3)); m.close()
            try:
                s = socket.create_connection(('2001:db8::7', 7777), 10); s.sendall(b'six'); s.close(); print('six')
            except OSError as e: print('no six', e)
            """;

    @TempDir Path folder;

    @Test
    void whatWasMeantForAnyAddressAndPortIsSeenWithIt() throws Exception {
        var network = unshared(NETWORK);
        assumeTrue(
                network.status() == 0,
                () -> "no redirected network of its own on this machine: " + network.text());

        var said =
                unshared(
                        NETWORK
                                + """
                                cd %s
                                mkfifo held
                                sleep 60 > held & holder=$!
                                "$JAVA" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$CLASSES" %s %s < held & sink=$!
                                i=0; while [ ! -e ready ] && [ $i -lt 300 ]; do sleep 0.1; i=$((i+1)); done
                                SINK_CA=%s/authority.pem python3 -c "$CLIENTS"
                                sleep 0.3
                                kill $holder; wait $sink
                                """
                                        .formatted(
                                                folder,
                                                InNamespace.class.getName(),
                                                folder,
                                                folder));

        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text())
                .contains("198.18.0.1", "b'HTTP/1.1 200 OK", "TLSv1.3", "True", "b'220'");
        var json = new JsonMapper();
        var seen =
                Files.readAllLines(folder.resolve("seen")).stream()
                        .map(line -> json.readValue(line, Seen.class))
                        .toList();
        var evil = "evil.example";
        assertThat(all(seen, Seen.NameAsked.class))
                .extracting(Seen.NameAsked::name, Seen.NameAsked::transport, Seen.NameAsked::server)
                .contains(
                        tuple(evil, "udp", new Place("198.51.100.53", 53, "")),
                        tuple("long.example", "tcp", new Place("198.51.100.53", 53, "")));
        assertThat(all(seen, Seen.Raw.class))
                .extracting(Seen.Raw::to)
                .contains(new Place("198.18.0.1", 4444, evil), new Place("192.0.2.8", 8443, ""));
        var request = all(seen, Seen.HttpRequest.class).getFirst();
        assertThat(request.to()).isEqualTo(new Place("203.0.113.9", 9999, ""));
        assertThat(request.host()).isEqualTo("203.0.113.9");
        assertThat(all(seen, Seen.TlsOpened.class).getFirst().to())
                .isEqualTo(new Place("198.18.0.1", 443, evil));
        assertThat(all(seen, Seen.TlsRefused.class))
                .extracting(Seen.TlsRefused::how)
                .containsExactly(Seen.Refusal.CLOSED_UNUSED);
        assertThat(all(seen, Seen.Datagram.class))
                .extracting(Seen.Datagram::to, datagram -> datagram.content().text())
                .containsExactly(tuple(new Place("203.0.113.7", 8125, ""), "beacon"));
        if (said.text().contains("\nsix")) {
            assertThat(all(seen, Seen.Raw.class))
                    .extracting(Seen.Raw::to)
                    .contains(new Place("2001:db8:0:0:0:0:0:7", 7777, ""));
        }
    }

    private static <T extends Seen> List<T> all(List<Seen> seen, Class<T> kind) {
        return seen.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Opened.Said unshared(String script) throws Exception {
        var builder =
                new ProcessBuilder(
                                "unshare",
                                "--user",
                                "--map-root-user",
                                "--net",
                                "--pid",
                                "--fork",
                                "--kill-child",
                                "--mount-proc",
                                "bash",
                                "-c",
                                script)
                        .redirectErrorStream(true);
        builder.environment().put("CLIENTS", CLIENTS);
        builder.environment()
                .put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment()
                .put(
                        "CLASSES",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")));
        var process = builder.start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Opened.Said(process.waitFor(), text);
    }
}
