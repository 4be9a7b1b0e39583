package dev.assay.scanners.profiler;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.clr.DotnetAnalyser;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds machine code by what the bytes are, whatever the file is called. */
final class NativeBinaries {

    private NativeBinaries() {}

    static List<Fact> in(PackageTree tree) {
        var facts = new ArrayList<Fact>();
        tree.files()
                .forEach(
                        (file, bytes) -> {
                            var format = BinaryFormat.of(bytes);
                            if (format != BinaryFormat.NONE
                                    && !DotnetAnalyser.isPlainAssembly(bytes)) {
                                facts.add(fact(tree, file, bytes, format));
                            }
                        });
        return facts;
    }

    private static Fact fact(PackageTree tree, String file, byte[] bytes, BinaryFormat format) {
        var name = file.substring(file.lastIndexOf('/') + 1);
        var detail =
                Map.<String, Object>of(
                        "format",
                        format.word(),
                        "architecture",
                        format.architecture(bytes),
                        "bytes",
                        bytes.length,
                        "sha256",
                        Sha256.of(bytes).hex());
        return new Fact(
                FindingKind.NATIVE_BINARY,
                name,
                null,
                true,
                Via.PLAIN,
                new Evidence(tree.purl().toString(), file, 0, 0, null, ""),
                detail);
    }
}
