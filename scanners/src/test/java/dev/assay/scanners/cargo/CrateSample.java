package dev.assay.scanners.cargo;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.profiler.Profiler;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A crate made of text blocks, and what a profile says of it. */
final class CrateSample {

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    static CrateSample of(String code) {
        return new CrateSample()
                .with("Cargo.toml", "[package]\nname = \"sample\"\nversion = \"1.0.0\"\n")
                .with("src/main.rs", code);
    }

    CrateSample with(String file, String content) {
        files.put(file, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Profile profile(String version) {
        var purl = Purl.parse("pkg:cargo/sample@" + version);
        return new Profiler().profile(new PackageTree(purl, null, files, List.of()));
    }

    List<Fact> facts(FindingKind kind) {
        return profile("1.0.0").facts().stream().filter(fact -> fact.kind() == kind).toList();
    }

    List<String> values(FindingKind kind) {
        return facts(kind).stream().map(Fact::value).distinct().toList();
    }

    /** Hosts that data goes to, or that are only named. */
    List<String> hosts(boolean contacted) {
        return facts(FindingKind.OUTBOUND_DOMAIN).stream()
                .filter(fact -> fact.detail().get("contacted").equals(contacted))
                .map(Fact::value)
                .distinct()
                .toList();
    }
}
