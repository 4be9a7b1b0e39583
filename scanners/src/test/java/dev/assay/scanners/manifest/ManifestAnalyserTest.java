package dev.assay.scanners.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;

final class ManifestAnalyserTest {

    @Test
    void takesWhatNodeLoadsByItselfForARoot() {
        assertThat(
                        roots(
                                """
                                {"name": "a", "version": "1.0.0", "exports": {".": {"import": "./a.mjs", "default": "./a.ts"}}}
                                """,
                                "a.mjs",
                                "a.ts"))
                .containsExactly("a.mjs", "a.ts");
    }

    @Test
    void leavesSourcesForBuildToolsAlone() {
        assertThat(
                        roots(
                                """
                                {"name": "a", "version": "1.0.0", "exports": {".": {"@a/source": "./src/a.ts", "import": "./a.mjs"}}}
                                """,
                                "a.mjs",
                                "src/a.ts"))
                .containsExactly("a.mjs");
    }

    @Test
    void doesNotLoseCodeBehindAConditionOfItsOwn() {
        assertThat(
                        roots(
                                """
                                {"name": "a", "version": "1.0.0", "exports": {".": {"bun": "./b.mjs", "import": "./a.mjs"}}}
                                """,
                                "a.mjs",
                                "b.mjs"))
                .containsExactly("a.mjs", "b.mjs");
    }

    private static SortedSet<String> roots(String manifest, String... files) {
        var contents = new TreeMap<String, byte[]>();
        contents.put("package.json", manifest.getBytes(StandardCharsets.UTF_8));
        for (var file : files) {
            contents.put(file, new byte[0]);
        }
        var tree = new PackageTree(Purl.npm("a", "1.0.0"), null, contents, List.of());
        return switch (NpmManifest.read(tree)) {
            case NpmManifest.Reading.Read(var read) -> new ManifestAnalyser(read, tree).roots();
            case NpmManifest.Reading other -> throw new AssertionError(other);
        };
    }
}
