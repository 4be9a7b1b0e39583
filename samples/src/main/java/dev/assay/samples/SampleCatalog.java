package dev.assay.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The packages around the mail server: its dependency, a quiet server, and two that share a
 * dependency.
 */
public final class SampleCatalog {

    private SampleCatalog() {}

    /** {@code assay-sample-mail-format}, 1.0.0 and 1.1.0: all that the mail server depends on. */
    public static List<SamplePackage> mailFormat() {
        return packages(
                SampleFiles.folder("mail-format", "package.json", "README.md", "index.js"),
                "mail-format/history/1.0.0.patch",
                "mail-format/history/1.1.0.patch");
    }

    /** {@code @assay-samples/notes@1.0.0}, a server that speaks to nobody but its client. */
    public static SamplePackage notes() {
        return packages(
                        SampleFiles.folderWithProtocol(
                                "notes", "package.json", "README.md", "index.js"),
                        "common/first.patch")
                .getFirst();
    }

    /**
     * {@code assay-sample-alpha@1.0.0}, a server that depends on {@code
     * assay-sample-shared@^1.0.0}.
     */
    public static SamplePackage alpha() {
        return packages(
                        SampleFiles.folder("alpha", "package.json", "index.js"),
                        "common/first.patch")
                .getFirst();
    }

    /**
     * {@code assay-sample-beta@1.0.0}, a server that depends on {@code assay-sample-shared@^1.0.0}.
     */
    public static SamplePackage beta() {
        return packages(
                        SampleFiles.folder("beta", "package.json", "index.js"),
                        "common/first.patch")
                .getFirst();
    }

    /**
     * {@code assay-sample-shared}, 1.0.0, 1.1.0 and 1.2.0: publish the last one later to let time
     * pass.
     */
    public static List<SamplePackage> shared() {
        return packages(
                SampleFiles.folderWithProtocol("shared", "package.json", "index.js"),
                "shared/history/1.0.0.patch",
                "shared/history/1.1.0.patch",
                "shared/history/1.2.0.patch");
    }

    /** {@code assay-sample-shared} of one version. */
    public static SamplePackage shared(String version) {
        return shared().stream()
                .filter(candidate -> candidate.version().equals(version))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no sample assay-sample-shared@" + version));
    }

    /** Every sample in the order of publishing, the hostile update last. */
    public static List<SamplePackage> everything() {
        var everything = new ArrayList<SamplePackage>();
        everything.addAll(mailFormat());
        everything.addAll(List.of(notes(), alpha(), beta()));
        everything.addAll(shared());
        SampleHistory.releases().forEach(release -> everything.add(release.artifact()));
        return List.copyOf(everything);
    }

    private static List<SamplePackage> packages(Map<String, String> base, String... patches) {
        var parsed = Stream.of(patches).map(SampleFiles::read).map(Patch::parse).toList();
        return SampleHistory.releases(base, parsed).stream().map(SampleRelease::artifact).toList();
    }
}
