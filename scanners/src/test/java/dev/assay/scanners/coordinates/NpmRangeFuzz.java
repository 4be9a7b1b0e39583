package dev.assay.scanners.coordinates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.fuzz.FuzzTarget;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Semver ranges, as any manifest may have them. */
public final class NpmRangeFuzz implements FuzzTarget {

    @Override
    public void read(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var version = NpmVersion.parse("1.2.3-beta.4").orElseThrow();
        NpmRange.parse(text).ifPresent(range -> range.contains(version));
        // What a version says of itself has to be the same version again.
        NpmVersion.parse(text)
                .ifPresent(read -> assertThat(NpmVersion.parse(read.toString())).contains(read));
    }

    @Override
    public List<byte[]> seeds() {
        return FuzzTarget.texts(
                "^1.2.3 || ~2.0.0-beta.1 <3",
                "1.2.3 - 2",
                ">=1.0.0-rc.1+build <2.x",
                "*",
                "npm:other@^1",
                "v1.2.x || >=0.0.0");
    }
}
