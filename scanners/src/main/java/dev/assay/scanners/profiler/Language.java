package dev.assay.scanners.profiler;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.profile.CodeAnalysis;

/**
 * Reads the code of one language in a package, whatever ecosystem the package is of: a tree may
 * hold several. What is found in the tree decides, never what the package is called.
 */
interface Language {

    /**
     * What the code in this language is and does; {@link CodeAnalysis#NONE} where there is none.
     * The same tree gives the same answer.
     */
    CodeAnalysis read(PackageTree tree);
}
