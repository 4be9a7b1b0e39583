package dev.assay.scanners.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.fuzz.FuzzTarget;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.List;

/** Archives. */
public final class TarballFuzz implements FuzzTarget {

    @Override
    public void read(byte[] bytes) {
        var reader = new TarballReader(ArchiveLimits.DEFAULT, Clock.systemUTC());
        switch (reader.read(new ByteArrayInputStream(bytes), "a.tgz", null)) {
            case ReadOutcome.Read(var tree) ->
                    assertThat(tree.files().keySet())
                            .allSatisfy(
                                    path -> {
                                        assertThat(path).doesNotStartWith("/");
                                        assertThat(path.split("/")).doesNotContain("..", "");
                                    });
            case ReadOutcome.Rejected(var reason) -> assertThat(reason).isNotBlank();
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                Tarballs.tarball()
                        .file("package/package.json", "{\"name\":\"a\"}")
                        .pax('x', "path", "package/b.js", "size", "1")
                        .file("package/x", "1")
                        .link("package/l", '2', "../../x")
                        .entry("package/d/", '5', "", 0755, new byte[0])
                        .plain(),
                Tarballs.tarball().file("package/index.js", "1").gzipped(),
                Tarballs.tarball()
                        .entry("././@LongLink", 'L', "", 0644, "package/long".getBytes())
                        .file("package/short", "2")
                        .pax('g', "comment", "x")
                        .plain());
    }
}
