package example.brick;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.TarballReader;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.ReleaseVersion;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Bricks: tarballs whose versions are whole numbers. */
public final class BrickEcosystem implements Ecosystem {

    static final String TYPE = "brick";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String example(Purl named) {
        return "pkg:brick/" + named.packageName() + "@12";
    }

    @Override
    public Optional<String> flaw(Purl release) {
        return version(release.exactVersion()).isPresent()
                ? Optional.empty()
                : Optional.of("a brick has a number; write " + example(release));
    }

    @Override
    public Optional<ReleaseVersion> version(String text) {
        return text.matches("[1-9]\\d{0,8}")
                ? Optional.of(new Numbered(text, Integer.parseInt(text)))
                : Optional.empty();
    }

    @Override
    public ReadOutcome read(Path file, @Nullable Purl purl, ArchiveLimits limits, Clock clock) {
        return new TarballReader(limits, clock).read(file, purl);
    }

    private record Numbered(String text, int number) implements ReleaseVersion {

        @Override
        public boolean isPrerelease() {
            return false;
        }

        @Override
        public String line() {
            return text;
        }

        @Override
        public int compareTo(ReleaseVersion other) {
            return Integer.compare(number, ((Numbered) other).number);
        }
    }
}
