package dev.assay.scanners.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;

import org.junit.jupiter.api.Test;

/** What a package of Python declares, and what runs without anybody asking. */
class PythonPackagesTest {

    private static final String METADATA =
            """
            Metadata-Version: 2.1
            Name: mail-server
            Version: 1.0.0
            License: MIT
            Requires-Dist: requests (>=2.0)
            Requires-Dist: PyYAML>=6
            Requires-Dist: rich>=13; extra == "pretty"
            Requires-Dist: odd @ git+https://git.club/odd

            Requires-Dist: not-a-header
            """;

    @Test
    void requirementsOfAWheelAreDependencies() {
        var sample =
                new PythonSample()
                        .with("mail_server-1.0.0.dist-info/METADATA", METADATA)
                        .with("mail_server/__init__.py", "import requests, yaml\n");

        assertThat(sample.facts(FindingKind.DEPENDENCY_ADDED))
                .extracting(
                        fact ->
                                fact.value()
                                        + " "
                                        + fact.detail().get("range")
                                        + " "
                                        + fact.detail().get("group")
                                        + " "
                                        + fact.detail().get("imported"))
                .containsExactlyInAnyOrder(
                        "requests >=2.0 dependencies code",
                        "pyyaml >=6 dependencies code",
                        "rich >=13 optional unknown",
                        "odd @ git+https://git.club/odd dependencies unknown");
        assertThat(sample.values(FindingKind.DEPENDENCY_SOURCE)).containsExactly("odd");
        assertThat(sample.values(FindingKind.LICENCE)).containsExactly("MIT");
    }

    @Test
    void commandsAreEntryPointsAndWhatTheyDoNotReachIsNot() {
        var sample =
                new PythonSample()
                        .with("mail-1.0.0.dist-info/METADATA", "Name: mail\nVersion: 1.0.0\n")
                        .with(
                                "mail-1.0.0.dist-info/entry_points.txt",
                                "[console_scripts]\nmail = mail.cli:main\n")
                        .with("mail/__init__.py", "")
                        .with(
                                "mail/cli.py",
                                "from mail.net import send\ndef main():\n    send(1)\n")
                        .with(
                                "mail/net.py",
                                "import requests\ndef send(x): requests.post('https://a.club', json=x)\n")
                        .with(
                                "mail/old.py",
                                "import requests\ndef send(x): requests.post('https://b.club', json=x)\n");

        assertThat(sample.facts(FindingKind.ENTRY_POINT))
                .anySatisfy(
                        fact -> {
                            assertThat(fact.value()).isEqualTo("bin:mail");
                            assertThat(fact.detail())
                                    .containsEntry("role", "bin")
                                    .containsEntry("target", "mail.cli:main");
                        });
        var hosts = sample.facts(FindingKind.OUTBOUND_DOMAIN);
        assertThat(hosts)
                .filteredOn(Fact::reachable)
                .extracting(Fact::value)
                .containsExactly("a.club");
        assertThat(hosts).hasSize(2);
    }

    @Test
    void libraryWithoutCommandsIsReachedWhole() {
        var sample =
                new PythonSample()
                        .with("mail/__init__.py", "")
                        .with(
                                "mail/old.py",
                                "import requests\ndef send(x): requests.post('https://b.club', json=x)\n");

        assertThat(sample.facts(FindingKind.OUTBOUND_DOMAIN)).allMatch(Fact::reachable).hasSize(1);
    }

    @Test
    void linesThatPythonRunsAtItsStartAreHooksAndCode() {
        var sample =
                new PythonSample()
                        .with("mail-1.0.0.dist-info/METADATA", "Name: mail\nVersion: 1.0.0\n")
                        .with("mail/__init__.py", "")
                        .with(
                                "mail.pth",
                                "./folder\nimport os; os.system('curl https://a.club')\n# import x\n");

        assertThat(sample.facts(FindingKind.INSTALL_HOOK))
                .singleElement()
                .satisfies(
                        fact -> {
                            assertThat(fact.detail())
                                    .containsEntry("hook", "mail.pth")
                                    .containsEntry("when", "start")
                                    .containsEntry(
                                            "command",
                                            "import os; os.system('curl https://a.club')");
                        });
        assertThat(sample.facts(FindingKind.PROCESS_SPAWN))
                .singleElement()
                .satisfies(
                        fact -> {
                            assertThat(fact.value()).isEqualTo("os.system curl");
                            assertThat(fact.at().line()).isEqualTo(2);
                            assertThat(fact.reachable()).isTrue();
                        });
    }

    @Test
    void buildingFromSourceRunsSetupAndOwnBackends() {
        var sample =
                new PythonSample()
                        .with("PKG-INFO", "Name: mail\nVersion: 1.0.0\n")
                        .with(
                                "setup.py",
                                "from helper import x\nimport setuptools\nsetuptools.setup()\n")
                        .with("helper.py", "x = 1\n")
                        .with(
                                "pyproject.toml",
                                """
                                [build-system]
                                requires = ["hatchling", "odd-builder>=1"]
                                build-backend = "backend"
                                backend-path = ["build_it"]
                                """)
                        .with("build_it/backend.py", "def build_wheel(*a): pass\n");

        assertThat(sample.values(FindingKind.INSTALL_HOOK))
                .containsExactlyInAnyOrder(
                        "setup.py: python setup.py", "backend.py: build backend backend");
        assertThat(sample.facts(FindingKind.INSTALL_HOOK))
                .anySatisfy(
                        fact ->
                                assertThat(fact.detail().get("closure").toString())
                                        .contains("setup.py", "helper.py"));
        assertThat(sample.values(FindingKind.DEPENDENCY_ADDED))
                .containsExactlyInAnyOrder("hatchling", "odd-builder");
    }

    @Test
    void filesThatAreNotWhatTheRecordSaysAreToldOf() {
        var sample =
                new PythonSample()
                        .with("mail-1.0.0.dist-info/METADATA", "Name: mail\nVersion: 1.0.0\n")
                        .with(
                                "mail-1.0.0.dist-info/RECORD",
                                "mail/__init__.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n"
                                        + "mail/a.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n"
                                        + "mail-1.0.0.dist-info/METADATA,,\n")
                        .with("mail/__init__.py", "")
                        .with("mail/a.py", "x = 1\n")
                        .with("mail/b.py", "y = 1\n");

        assertThat(sample.facts(FindingKind.ARCHIVE_HAZARD))
                .extracting(fact -> fact.value() + " " + fact.detail().get("problem"))
                .containsExactly(
                        "mail/a.py is not what the wheel's RECORD says that it is",
                        "mail/b.py is in the wheel and not in its RECORD");
    }

    @Test
    void whatDoesNotParseIsNamed() {
        var profile =
                new PythonSample()
                        .with("mail/__init__.py", "x = 1\n")
                        .with("mail/old.py", "print 'x'\n")
                        .with("mail/odd.py", new byte[] {'#', (byte) 0xff, '\n'})
                        .profile();

        assertThat(profile.coverage().codeBytes()).isEqualTo(6 + 10 + 3);
        assertThat(profile.coverage().parsedCodeBytes()).isEqualTo(6);
        assertThat(profile.coverage().unparsed())
                .extracting(unparsed -> unparsed.file() + ": " + unparsed.reason())
                .containsExactly(
                        "mail/odd.py: not UTF-8",
                        "mail/old.py: not Python: line 1: Missing parentheses in call to 'print'."
                                + " Did you mean print(...)?");
    }
}
