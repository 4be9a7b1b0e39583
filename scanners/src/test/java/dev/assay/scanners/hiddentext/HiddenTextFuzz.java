package dev.assay.scanners.hiddentext;

import dev.assay.scanners.fuzz.FuzzTarget;
import dev.assay.scanners.profile.Packages;

import java.util.List;

/** Text in which something may be hidden. */
public final class HiddenTextFuzz implements FuzzTarget {

    @Override
    public void read(byte[] bytes) {
        var tree = Packages.npm("a", "1.0.0").file("a.md", bytes).file("a.js", bytes).tree();
        new HiddenTextScanner().inFiles(tree, file -> true);
    }

    @Override
    public List<byte[]> seeds() {
        return FuzzTarget.texts(
                "a\u202Eb\u2066c\u2069 \u200B\u200B\u200B \uDB40\uDC72\uDB40\uDC65 \u3164x",
                "\u001B[31mred\u009B0m \uD83D\uDC68\u200D\uD83D\uDCBB \uFE0F\uFE0E\uFE01\uFE02",
                "\uFEFF\u05D0\u200F\n\r\u2028");
    }
}
