package dev.assay.scanners.contents;

import java.util.List;

/**
 * What lies in an image or a bundle.
 *
 * @param reading the version of the reader, {@link #READING}
 * @param packages by package URL, each once
 * @param gaps what lies in it and could not be named, each as a sentence; where there are any, that
 *     nothing is known of the packages says nothing of the whole
 */
public record Contents(int reading, List<ContainedPackage> packages, List<String> gaps) {

    /** Raised whenever other packages would be found in the same bytes. */
    public static final int READING = 1;

    public Contents {
        packages = List.copyOf(packages);
        gaps = List.copyOf(gaps);
    }
}
