package dev.assay.scanners.closure.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SamplePypiIndex;
import dev.assay.samples.SampleWheel;
import dev.assay.scanners.artifact.Tarballs;
import dev.assay.scanners.artifact.pypi.PypiConfiguration;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiLimits;
import dev.assay.scanners.artifact.pypi.PypiTarget;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class PypiClosureResolverTest {

    private static final PypiLimits FEW =
            new PypiLimits(
                    1 << 20,
                    1 << 16,
                    1 << 20,
                    1 << 20,
                    1 << 20,
                    100,
                    100,
                    10,
                    Duration.ofMinutes(1),
                    PypiLimits.DEFAULT.upstream());

    private final SamplePypiIndex server = SamplePypiIndex.start();
    private final List<String> taken = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    private ClosureOutcome resolve(PypiLimits limits, String platforms) throws Exception {
        taken.clear();
        try (var index = new PypiIndex(PypiConfiguration.of(server.url()), limits)) {
            return new PypiClosureResolver(
                            index, PypiTarget.all("3.12", platforms), Clock.systemUTC())
                    .resolve(
                            new Purl("pypi", null, "root", "1.0"),
                            (purl, file) -> taken.add(file.from().getPath()));
        }
    }

    private List<LockedPackage> packages(String platforms) throws Exception {
        return resolve(PypiLimits.DEFAULT, platforms)
                        instanceof ClosureOutcome.Resolved(var closure)
                ? closure.packages()
                : List.of();
    }

    private String reason() throws Exception {
        return resolve(PypiLimits.DEFAULT, null) instanceof ClosureOutcome.Unresolvable(var reason)
                ? reason
                : "";
    }

    private static byte[] sources(String metadata) {
        return Tarballs.tarball()
                .file("root-1.0/setup.py", "raise SystemExit('somebody runs me')")
                .file("root-1.0/PKG-INFO", metadata)
                .gzipped();
    }

    @Test
    void fetchesNoWheelWhereMetadataAreOfferedBesideIt() throws Exception {
        server.publish("root==1.0", "a").publish("a==1.0");

        var packages = packages(null);

        assertThat(packages).extracting(LockedPackage::path).containsExactly("", "a");
        assertThat(taken).allMatch(path -> path.endsWith(".whl.metadata")).hasSize(2);
        assertThat(server.requests()).noneMatch(path -> path.endsWith(".whl"));
        var manifest = PypiManifest.read(packages.getLast().manifest()).orElseThrow();
        assertThat(manifest.way()).containsExactly("root", "a");
        assertThat(manifest.targets()).containsExactly("cp312-manylinux_2_28_x86_64");
        assertThat(manifest.metadata()).isNotNull();
    }

    @Test
    void readsThemOutOfTheWheelWhereTheyAreNot() throws Exception {
        server.publish("root==1.0", "a").publish("a==1.0").inHtmlAlone();

        assertThat(packages(null)).hasSize(2);
        assertThat(taken).anyMatch(path -> path.endsWith("a-1.0-py3-none-any.whl"));
    }

    @Test
    void locksWhatEachTargetNeeds() throws Exception {
        server.publish("root==1.0", "a", "only-mac; sys_platform == 'darwin'")
                .publish(SampleWheel.of("a==1.0").withTag("cp312-cp312-manylinux_2_17_x86_64"))
                .publish(SampleWheel.of("a==1.0").withTag("cp312-abi3-macosx_11_0_arm64"))
                .publish("only-mac==1.0");

        var packages = packages("manylinux_2_28_x86_64,macosx_14_0_arm64");

        assertThat(packages)
                .extracting(LockedPackage::path)
                .containsExactly(
                        "", "a", "a@cp312-macosx_14_0_arm64", "only-mac@cp312-macosx_14_0_arm64");
        assertThat(PypiManifest.read(packages.getFirst().manifest()).orElseThrow().targets())
                .hasSize(2);
    }

    @Test
    void believesSourcesThatSayWhatABuildWillSay() throws Exception {
        server.publishFile(
                        "root",
                        "root-1.0.tar.gz",
                        sources(
                                "Metadata-Version: 2.2\nName: root\nVersion: 1.0\nRequires-Dist: a\n"))
                .publish("a==1.0");

        assertThat(packages(null)).extracting(LockedPackage::path).containsExactly("", "a");
        assertThat(taken).anyMatch(path -> path.endsWith("root-1.0.tar.gz"));
    }

    @Test
    void buildsNothingToFindOutWhatIsNeeded() throws Exception {
        server.publishFile(
                "root",
                "root-1.0.tar.gz",
                sources(
                        "Metadata-Version: 2.2\nName: root\nVersion: 1.0\nDynamic: Requires-Dist\n"));
        assertThat(reason())
                .contains("root-1.0.tar.gz", "a build makes its Requires-Dist", "builds nothing");

        server.publishFile(
                "root",
                "root-1.0.tar.gz",
                sources("Metadata-Version: 2.1\nName: root\nVersion: 1.0\n"));
        assertThat(reason()).contains("older than version 2.2");
    }

    @Test
    void locksNothingThatComesFromElsewhere() throws Exception {
        server.publish("root==1.0", "a @ https://elsewhere.example/a-1.0.zip");

        assertThat(reason()).contains("root 1.0 wants a from https://elsewhere.example");
    }

    @Test
    void refusesMetadataThatAreNotWhatThePagePromises() throws Exception {
        server.publish("root==1.0", "a").publish("a==1.0");
        server.alter("a-1.0-py3-none-any.whl");
        server.inHtmlAlone();

        assertThat(reason()).contains("a-1.0-py3-none-any.whl is not what its upstream promises");
    }

    @Test
    void saysWhichLimitIsReached() throws Exception {
        for (var i = 0; i < 30; i++) {
            server.publish("root" + (i == 0 ? "" : i) + "==1.0", "root" + (i + 1));
        }

        assertThat(resolve(FEW, null))
                .isInstanceOfSatisfying(
                        ClosureOutcome.TooLarge.class,
                        large -> assertThat(large.reason()).contains("more than 10 packages"));
    }

    @Test
    void endsWhereVersionsWantEachOtherInCircles() throws Exception {
        server.publish("root==1.0", "a").publish("a==1.0", "b").publish("b==1.0", "a", "root");

        assertThat(packages(null)).hasSize(3);
    }
}
