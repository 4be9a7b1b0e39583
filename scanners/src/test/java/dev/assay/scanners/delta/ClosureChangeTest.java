package dev.assay.scanners.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

class ClosureChangeTest {

    @Test
    void looksAgainOnlyAtWhatHasOtherBytes() {
        var from = closure("1.0.0", dependency("b", "1.0.0", ""), dependency("c", "1.0.0", ""));
        var to =
                closure(
                        "1.0.1",
                        dependency("b", "1.0.0", ""),
                        dependency("c", "1.0.1", ""),
                        dependency("d", "3.0.0", ""));

        var change = ClosureChange.between(from, to);

        assertThat(change.root().to().purl()).hasToString("pkg:npm/a@1.0.1");
        assertThat(change.replaced())
                .singleElement()
                .satisfies(pair -> assertThat(pair.to().purl()).hasToString("pkg:npm/c@1.0.1"));
        assertThat(change.arrived())
                .extracting(LockedPackage::purl)
                .hasToString("[pkg:npm/d@3.0.0]");
        assertThat(change.gone()).isEmpty();
    }

    @Test
    void looksOnceAtAPackageThatStandsInTwoPlaces() {
        var to = closure("1.0.0", dependency("b", "1.0.0", ""), dependency("b", "1.0.0", "x/"));
        assertThat(ClosureChange.between(null, to).arrived()).hasSize(1);
    }

    @Test
    void comparesWithTheVersionInTheSamePlace() {
        var from = closure("1.0.0", dependency("b", "1.0.0", ""), dependency("b", "2.0.0", "x/"));
        var to = closure("1.0.1", dependency("b", "1.0.1", ""), dependency("b", "2.0.0", "x/"));
        var pair = ClosureChange.between(from, to).replaced().getFirst();
        assertThat(pair.from())
                .isNotNull()
                .extracting(LockedPackage::purl)
                .hasToString("pkg:npm/b@1.0.0");
    }

    @Test
    void comparesAKnownPackageWithTheVersionWhosePlaceItTook() {
        var from = closure("1.0.0", dependency("b", "1.0.0", ""), dependency("b", "2.0.0", "x/"));
        var to = closure("1.0.1", dependency("b", "2.0.0", ""));
        var change = ClosureChange.between(from, to);
        assertThat(change.replaced())
                .singleElement()
                .satisfies(
                        pair -> {
                            assertThat(pair.from())
                                    .isNotNull()
                                    .extracting(LockedPackage::purl)
                                    .hasToString("pkg:npm/b@1.0.0");
                            assertThat(pair.to().purl()).hasToString("pkg:npm/b@2.0.0");
                        });
    }

    @Test
    void notesAKnownPackageInANewPlace() {
        var from = closure("1.0.0", dependency("b", "1.0.0", ""));
        var to = closure("1.0.1", dependency("b", "1.0.0", ""), dependency("b", "1.0.0", "x/"));
        var change = ClosureChange.between(from, to);
        assertThat(change.replaced()).isEmpty();
        assertThat(change.moved())
                .extracting(LockedPackage::path)
                .containsExactly("x/node_modules/b");
    }

    @Test
    void namesWhatIsGone() {
        var from = closure("1.0.0", dependency("b", "1.0.0", ""));
        assertThat(ClosureChange.between(from, closure("1.0.1")).gone())
                .extracting(LockedPackage::purl)
                .hasToString("[pkg:npm/b@1.0.0]");
    }

    private static Closure closure(String version, LockedPackage... dependencies) {
        var packages = new java.util.ArrayList<>(List.of(dependencies));
        packages.addFirst(locked("", "a", version));
        return new Closure(Purl.npm("a", version), packages);
    }

    private static LockedPackage dependency(String name, String version, String under) {
        return locked(under + "node_modules/" + name, name, version);
    }

    private static LockedPackage locked(String path, String name, String version) {
        var digest = new byte[64];
        var seed = (name + version).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(seed, 0, digest, 0, seed.length);
        return new LockedPackage(
                path, Purl.npm(name, version), Integrity.ofSha512(digest), false, "{}");
    }
}
