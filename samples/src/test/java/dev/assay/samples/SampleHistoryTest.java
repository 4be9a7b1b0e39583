package dev.assay.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

class SampleHistoryTest {

    @Test
    void holdsFifteenCleanReleasesAndOneHostile() {
        assertThat(SampleHistory.releases()).hasSize(16);
        assertThat(SampleHistory.cleanReleases()).hasSize(15);
        assertThat(SampleHistory.lastClean().version()).isEqualTo("1.0.15");
        assertThat(SampleHistory.hostileUpdate().version()).isEqualTo("1.0.16");
        assertThat(SampleHistory.releases())
                .isSortedAccordingTo(Comparator.comparing(SampleRelease::published));
    }

    @Test
    void everyReleaseDiffersFromTheOneBeforeInMoreThanItsVersion() throws IOException {
        var releases = SampleHistory.releases();
        for (var i = 1; i < releases.size(); i++) {
            var changes = changes(files(releases.get(i - 1)), files(releases.get(i)));
            assertThat(changes)
                    .as(releases.get(i).version())
                    .anyMatch(change -> !change.contains("\"version\""));
        }
    }

    @Test
    void theHostileUpdateAddsOneLineAndItsVersion() throws IOException {
        var changes =
                changes(files(SampleHistory.lastClean()), files(SampleHistory.hostileUpdate()));

        assertThat(changes)
                .containsExactlyInAnyOrder(
                        "lib/mail.js +      Bcc: '" + SampleHistory.ADDED_ADDRESS + "',",
                        "package.json -  \"version\": \"1.0.15\",",
                        "package.json +  \"version\": \"1.0.16\",");
    }

    @Test
    void oneReleaseIsMinified() throws IOException {
        assertThat(files(SampleHistory.release("1.0.11")).get("lib/mail.js").lines()).hasSize(1);
        assertThat(files(SampleHistory.release("1.0.12")).get("lib/mail.js").lines())
                .hasSizeGreaterThan(40);
    }

    @Test
    void everyHostAndAddressIsReserved() throws IOException {
        var name =
                Pattern.compile(
                        "[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.(example|com|org|net|io|dev|club)\\b");
        for (var release : SampleHistory.releases()) {
            for (var content : files(release).values()) {
                assertThat(name.matcher(content).results().map(found -> found.group(1)))
                        .as(release.version())
                        .allMatch("example"::equals);
            }
        }
    }

    @Test
    void packsTheSameBytesInWhateverOrderTheFilesCome() {
        var files = new LinkedHashMap<String, String>();
        files.put("package.json", "{\"name\":\"a\",\"version\":\"1.0.0\"}");
        files.put("x.js", "1\n");

        assertThat(SamplePackage.of(files.reversed()).integrity())
                .isEqualTo(SamplePackage.of(files).integrity());
    }

    @Test
    void aPatchThatDoesNotFitIsRefused() {
        var patch =
                Patch.parse(
                        """
                        Release: 2.0.0
                        Published: 2025-01-01T00:00:00Z
                        Summary: Does not fit.

                        --- a/x
                        +++ b/x
                        @@ -1 +1 @@
                        -old
                        +new
                        """);

        assertThat(patch.applyTo(Map.of("x", "old\n"))).containsEntry("x", "new\n");
        assertThatThrownBy(() -> patch.applyTo(Map.of("x", "other\n")))
                .hasMessage("2.0.0 does not apply to line 1 of x: -old");
    }

    /**
     * Lines that were taken away or added, as {@code path ±line}, with no regard to their order.
     */
    private static List<String> changes(Map<String, String> before, Map<String, String> after) {
        var changes = new ArrayList<String>();
        for (var path : before.keySet()) {
            var gone = new ArrayList<>(before.get(path).lines().toList());
            after.getOrDefault(path, "").lines().forEach(gone::remove);
            gone.forEach(line -> changes.add(path + " -" + line));
        }
        for (var path : after.keySet()) {
            var added = new ArrayList<>(after.get(path).lines().toList());
            before.getOrDefault(path, "").lines().forEach(added::remove);
            added.forEach(line -> changes.add(path + " +" + line));
        }
        return changes;
    }

    /**
     * Reads a sample's own tarball: plain entries only, which is all that the samples are packed
     * of.
     */
    private static Map<String, String> files(SampleRelease release) throws IOException {
        var tar = new GZIPInputStream(new ByteArrayInputStream(release.artifact().tarball()));
        var files = new LinkedHashMap<String, String>();
        for (var header = tar.readNBytes(512); header[0] != 0; header = tar.readNBytes(512)) {
            var name = new String(header, 0, 100).replace("\0", "");
            var size = Integer.parseInt(new String(header, 124, 11), 8);
            files.put(name.replaceFirst("^package/", ""), new String(tar.readNBytes(size)));
            tar.skipNBytes((512 - size % 512) % 512);
        }
        return files;
    }
}
