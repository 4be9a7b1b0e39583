package dev.assay.scanners.source;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.source.FileMatch.How;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Code of crates. Nothing here parses it, and cargo packs it as it is committed: a file that
 * differs is told as one function, with the first line that the source does not have.
 */
final class RustFiles {

    private RustFiles() {}

    /** Whether a file is code that a crate is compiled from. */
    static boolean isOne(String path, Map<String, byte[]> tree) {
        return path.endsWith(".rs") && tree.containsKey(CrateDeclaration.MANIFEST);
    }

    /** Whether cargo compiles it for whoever uses the crate, as far as its folder tells. */
    static boolean runs(String path) {
        return path.endsWith(".rs") && !path.matches("(?:tests|benches|examples)/.*");
    }

    /**
     * A file that is nowhere in the source as it is.
     *
     * @param place the same file in the source, or null where there is none
     * @param was its content there
     */
    static FileMatch compared(
            String path, byte[] now, @Nullable String place, byte @Nullable [] was) {
        var lines = new NewLines(now, was, new SourceWords());
        var at = lines.first(1, Integer.MAX_VALUE);
        return new FileMatch(
                path,
                place == null ? How.UNKNOWN : How.ALTERED,
                place,
                "",
                1,
                0,
                0,
                0,
                List.of(new StrangeFunction(Sha256.of(now).hex(), "", 1, at, lines.text(at))));
    }
}
