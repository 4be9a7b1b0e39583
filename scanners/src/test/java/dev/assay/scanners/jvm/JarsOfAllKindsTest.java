package dev.assay.scanners.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.profile.Fact;

import org.junit.jupiter.api.Test;

import java.util.Random;

/** What a jar says of itself, what is in it besides classes, and classes that are broken. */
class JarsOfAllKindsTest {

    private static final String EVIL =
            "package b; public class Evil { static { try { Runtime.getRuntime().exec(\"id\"); } catch (Exception e) { } } }";

    @Test
    void tellsWhatStartsAndWhatIsFoundByName() {
        var facts =
                Jars.body("return null;")
                        .file(
                                "META-INF/MANIFEST.MF",
                                "Manifest-Version: 1.0\nMain-Class: a.Main\nLauncher-Agent-Class: a.Agent\nClass-Path: lib/x.jar\n")
                        .file("META-INF/services/java.sql.Driver", "a.Main # ours\n")
                        .file(
                                "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports",
                                "a.Main\n")
                        .facts(FindingKind.ENTRY_POINT);
        assertThat(facts)
                .extracting(fact -> fact.value() + " = " + fact.detail().get("target"))
                .containsExactlyInAnyOrder(
                        "main-class = a.Main",
                        "launcher-agent-class = a.Agent",
                        "class-path = lib/x.jar",
                        "service:java.sql.Driver = a.Main",
                        "spring:org.springframework.boot.autoconfigure.AutoConfiguration.imports = a.Main");
    }

    @Test
    void looksIntoJarsInsideAndNamesThem() {
        var inner =
                Jars.of(EVIL)
                        .file(
                                "META-INF/maven/g/evil/pom.properties",
                                "groupId=g\nartifactId=evil\nversion=1.2\n")
                        .bytes();
        var jar = Jars.body("return new Object();").file("BOOT-INF/lib/evil-1.2.jar", inner);
        assertThat(jar.facts(FindingKind.DEPENDENCY_SOURCE))
                .singleElement()
                .extracting(Fact::value, fact -> fact.detail().get("source"))
                .containsExactly("g:evil", "bundled");
        assertThat(jar.facts(FindingKind.PROCESS_SPAWN))
                .singleElement()
                .extracting(fact -> fact.at().file())
                .isEqualTo("BOOT-INF/lib/evil-1.2.jar!/b/Evil.class");
    }

    @Test
    void looksAtClassesForOtherVersionsOfJavaToo() {
        var classes = Jars.of(EVIL).classes();
        var jar =
                Jars.body("return null;")
                        .file(
                                "META-INF/MANIFEST.MF",
                                "Manifest-Version: 1.0\nMulti-Release: true\n")
                        .file("META-INF/versions/21/b/Evil.class", classes.get("b/Evil.class"));
        assertThat(jar.values(FindingKind.PROCESS_SPAWN)).containsExactly("Runtime.exec id");
        assertThat(jar.values(FindingKind.ENTRY_POINT)).contains("multi-release");
    }

    @Test
    void saysOfAStaticInitialiserThatItRunsWhenItsClassIsLoaded() {
        var path =
                dev.assay.scanners.finding.CallPath.in(
                        Jars.of(EVIL).facts(FindingKind.PROCESS_SPAWN).getFirst().detail());
        assertThat(path.text()).startsWith("start-up (loading of Evil)");
    }

    @Test
    void knowsWhatAProgramNeverComesTo() {
        var jar =
                Jars.of("package a; public class Main { public static void main(String[] a) { } }")
                        .with(EVIL)
                        .file(
                                "META-INF/MANIFEST.MF",
                                "Manifest-Version: 1.0\nMain-Class: a.Main\n");
        assertThat(jar.facts(FindingKind.PROCESS_SPAWN))
                .singleElement()
                .extracting(Fact::reachable)
                .isEqualTo(false);
    }

    @Test
    void namesAClassThatCannotBeRead() {
        var profile =
                Jars.body("return null;")
                        .file(
                                "a/Broken.class",
                                new byte[] {
                                    (byte) 0xca,
                                    (byte) 0xfe,
                                    (byte) 0xba,
                                    (byte) 0xbe,
                                    0,
                                    0,
                                    0,
                                    65,
                                    0,
                                    9,
                                    1
                                })
                        .profile();
        assertThat(profile.coverage().unparsed())
                .extracting(Coverage.Unparsed::file)
                .containsExactly("a/Broken.class");
        assertThat(profile.facts())
                .filteredOn(fact -> fact.kind() == FindingKind.COVERAGE)
                .hasSize(1);
    }

    @Test
    void endsOnWhateverBytesAClassHas() {
        var good =
                Jars.of(EVIL)
                        .with(
                                "package a; public class Main { String act(int a) { switch (a) { case 1: return \"x\" + a; default: for (int i = 0; i < a; i++) { a += i; } } return null; } }")
                        .classes();
        var random = new Random(7);
        for (var round = 0; round < 400; round++) {
            var jar = new Jars();
            good.forEach(
                    (path, bytes) -> {
                        var broken = bytes.clone();
                        for (var flip = 0; flip < 1 + random.nextInt(4); flip++) {
                            broken[8 + random.nextInt(broken.length - 8)] =
                                    (byte) random.nextInt(256);
                        }
                        jar.file(path, broken);
                    });
            var analysis = jar.analyse();
            assertThat(analysis.codeBytes()).isGreaterThanOrEqualTo(analysis.parsedCodeBytes());
        }
    }

    @Test
    void takesItsNameFromWhatMavenLeftOrFromItsFile() {
        var named =
                Jars.body("return null;")
                        .file(
                                "META-INF/maven/g/a/pom.properties",
                                "groupId=g.h\nartifactId=a\nversion=1.0\n")
                        .bytes();
        assertThat(((ReadOutcome.Read) Jars.read(named, null)).tree().purl())
                .hasToString("pkg:maven/g.h/a@1.0");
        var nameless =
                ((ReadOutcome.Read) Jars.read(Jars.body("return null;").bytes(), null))
                        .tree()
                        .purl();
        assertThat(nameless.toString()).startsWith("pkg:generic/server@1.2.3");
    }
}
