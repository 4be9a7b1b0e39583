package dev.assay.scanners.hiddentext;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.assay.scanners.fuzz.FuzzTarget;
import dev.assay.scanners.profile.Packages;

import org.junit.jupiter.api.Tag;

import java.util.List;

/** Text in which something may be hidden. */
@Tag("fuzz")
public final class HiddenTextFuzz implements FuzzTarget {

    @FuzzTest(maxDuration = "1m")
    void fuzz(byte[] bytes) {
        read(bytes);
    }

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
