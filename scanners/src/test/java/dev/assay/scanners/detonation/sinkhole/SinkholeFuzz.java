package dev.assay.scanners.detonation.sinkhole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.fuzz.FuzzTarget;

import io.netty.buffer.Unpooled;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the sinkhole reads by itself: questions of DNS, mails, and the first bytes of anything. */
public final class SinkholeFuzz implements FuzzTarget {

    @Override
    public void read(byte[] bytes) {
        name(bytes);
        mail(bytes);
        first(bytes);
        for (var talk : Talk.values()) {
            assertThat(talk.answer(bytes).length).isLessThan(64 + 64 * bytes.length);
        }
    }

    @Override
    public List<byte[]> seeds() {
        var seeds =
                new ArrayList<>(
                        FuzzTarget.texts(
                                "EHLO a\r\nAUTH PLAIN AGEAYg==\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nx\r\n..y\r\n.\r\nQUIT\r\n",
                                "AUTH LOGIN\r\nYQ==\r\nYg==\r\nRSET\r\nSTARTTLS\r\n",
                                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                                "REPORT /x HTTP/1.1\r\n\r\n",
                                "*1\r\n$4\r\nPING\r\n"));
        seeds.add(new byte[] {0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3});
        seeds.add(
                new byte[] {
                    0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 3, 'w', '.', 'w', 1, 'e', 0, 0, 1, 0, 1
                });
        seeds.add(
                new byte[] {
                    0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, '1', 1, '0', 2, '7', '7', 3, '1', '2',
                    '7', 7, 'i', 'n', '-', 'a', 'd', 'd', 'r', 4, 'a', 'r', 'p', 'a', 0, 0, 12, 0, 1
                });
        return seeds;
    }

    private static void name(byte[] bytes) {
        var query = NameQuery.read(bytes);
        if (query == null) {
            return;
        }
        var names = new Names(true);
        var answer = NameAnswer.to(query, names);
        assertThat(answer.message().length).isLessThanOrEqualTo(12 + 2 * (255 + 4) + 280);
        // The question comes back as it was, so that who asked knows it.
        var end = 12 + query.labels().stream().mapToInt(label -> label.length + 1).sum() + 5;
        assertThat(Arrays.copyOfRange(answer.message(), 12, end))
                .isEqualTo(Arrays.copyOfRange(bytes, 12, end));
        assertThat(query.name()).matches("[!-~]*");
    }

    private static void mail(byte[] bytes) {
        var whole = new Recorded();
        whole.feed(bytes, bytes.length + 1);
        var pieces = new Recorded();
        pieces.feed(bytes, 3);
        assertThat(pieces.mails).isEqualTo(whole.mails);
        assertThat(whole.content).isLessThanOrEqualTo(bytes.length);
    }

    private static void first(byte[] bytes) {
        var kind = FirstBytes.of(Unpooled.wrappedBuffer(bytes), 8_192);
        // What is told early stays so, however much more there is.
        for (var length = 0; length < Math.min(64, bytes.length); length++) {
            var early = FirstBytes.of(Unpooled.wrappedBuffer(bytes, 0, length), 8_192);
            assertThat(early).isIn(FirstBytes.MORE, kind);
        }
    }

    /** A side that keeps what it is told. */
    private static final class Recorded implements MailDialog.Side {

        private final List<String> mails = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private int content;

        void feed(byte[] bytes, int piece) {
            var dialog = new MailDialog(this, "a.example", false);
            dialog.greet();
            for (var at = 0; at < bytes.length; at += piece) {
                dialog.take(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
            }
            dialog.end();
        }

        @Override
        public void reply(String lines) {
            assertThat(lines).endsWith("\r\n");
        }

        @Override
        public void startTls() {}

        @Override
        public void content(byte[] bytes, int from, int length) {
            content += length;
            text.append(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void mail(
                String hello,
                List<String> login,
                String from,
                List<String> recipients,
                boolean whole) {
            mails.add(hello + login + from + recipients + whole + text);
            text.setLength(0);
        }

        @Override
        public void close() {}
    }
}
