package dev.assay.scanners.detonation.sinkhole;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** What is answered to whoever asks for a name, and what is written down of it. */
class NamesTest {

    @TempDir Path folder;

    @Test
    void nodeIsAnsweredForEveryTypeThatIsAskedOften() throws Exception {
        try (var open = Opened.in(folder)) {
            var said =
                    open.run(
                            List.of(
                                    "node",
                                    "-e",
                                    """
                                    const r = new (require('dns').promises.Resolver)();
                                    r.setServers(['127.0.0.1:' + process.env.SINK_DNS]);
                                    (async () => {
                                      console.log((await r.resolve4('Api.Example')).join());
                                      console.log((await r.resolveMx('mail.example')).map(m => m.exchange).join());
                                      console.log((await r.resolveTxt('mail.example')).join());
                                      console.log((await r.resolveSrv('_x._tcp.srv.example')).map(m => m.name + m.port).join());
                                      console.log(await r.resolve6('api.example').then(a => a.join(), e => e.code));
                                      console.log((await r.reverse('192.0.2.1')).join());
                                    })();
                                    """));

            assertThat(said.text().lines())
                    .containsExactly(
                            "127.0.0.1",
                            "mail.example",
                            "v=spf1 mx -all",
                            "srv.example443",
                            "ENODATA",
                            "host.example");
            assertThat(open.all(Seen.NameAsked.class))
                    .extracting(Seen.NameAsked::type)
                    .containsExactly("A", "MX", "TXT", "SRV", "AAAA", "PTR");
            assertThat(open.all(Seen.NameAsked.class).getFirst().answers())
                    .containsExactly("A 127.0.0.1");
        }
    }

    @Test
    void longLabelsAndMixedCaseAreWrittenDownAsTheyWereAsked() throws Exception {
        try (var open = Opened.in(folder)) {
            var label = "QUtJQS1jYW5hcnk".repeat(4);
            open.run(
                    List.of(
                            "python3",
                            "-c",
                            """
                            import os, socket, struct
                            labels = [b'%s', b'a.b\\\\', b'\\xff\\x00', b'Out', b'example']
                            q = struct.pack('>HHHHHH', 7, 256, 1, 0, 0, 0) + b''.join(bytes([len(l)]) + l for l in labels) + b'\\0' + struct.pack('>HH', 65280, 1)
                            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                            s.settimeout(5)
                            s.sendto(q, ('127.0.0.1', int(os.environ['SINK_DNS'])))
                            print(s.recv(512))
                            """
                                    .formatted(label)));

            var asked = open.only(Seen.NameAsked.class);
            assertThat(asked.name()).isEqualTo(label + ".a\\.b\\\\.\\255\\000.Out.example");
            assertThat(asked.type()).isEqualTo("TYPE65280");
            assertThat(asked.answers()).isEmpty();
        }
    }

    @Test
    void everyNameHasAnAddressOfItsOwnThatTellsIt() {
        var names = new Names(true);

        var first = names.address("A.example");
        var second = names.address("b.example");

        assertThat(first).isEqualTo(new byte[] {(byte) 198, 18, 0, 1});
        assertThat(names.address("a.EXAMPLE")).isEqualTo(first);
        assertThat(second).isNotEqualTo(first);
        assertThat(names.name(first)).isEqualTo("A.example");
        assertThat(names.name(new byte[] {(byte) 198, 18, 9, 9})).isEmpty();
        assertThat(names.name(new byte[] {10, 0, 0, 1})).isEmpty();
    }
}
