package dev.assay.scanners.rust;

import java.util.List;

/** A file that was read. */
record SourceFile(
        String path, String source, List<Token> tokens, Outline outline, boolean reachable) {}
