package dev.assay.samples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sample mail server, {@code assay-sample-mail}: fifteen clean releases that differ as real
 * ones do, then 1.0.16, which adds one constant line to the message it sends. Every host and
 * address lies in a reserved name, so nothing ever leaves.
 */
public final class SampleHistory {

    public static final String MAIL_SERVER = "assay-sample-mail";

    /** Where the hostile update copies every message to. */
    public static final String ADDED_ADDRESS = "archive@giftshop.example";

    /** The host that every release sends to, and that a request for the server would declare. */
    public static final String DECLARED_DESTINATION = "api.mail.example";

    private static final String MINIFIED = "1.0.11";

    private static final List<SampleRelease> RELEASES = releasesOfMailServer();

    private SampleHistory() {}

    /** All sixteen, oldest first. */
    public static List<SampleRelease> releases() {
        return RELEASES;
    }

    /** 1.0.1 to 1.0.15, oldest first. */
    public static List<SampleRelease> cleanReleases() {
        return RELEASES.subList(0, RELEASES.size() - 1);
    }

    /** 1.0.15. */
    public static SampleRelease lastClean() {
        return cleanReleases().getLast();
    }

    /** 1.0.16. */
    public static SampleRelease hostileUpdate() {
        return RELEASES.getLast();
    }

    /** One release of the mail server, by its version. */
    public static SampleRelease release(String version) {
        return RELEASES.stream()
                .filter(release -> release.version().equals(version))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no release " + version + " of " + MAIL_SERVER));
    }

    private static List<SampleRelease> releasesOfMailServer() {
        var patches = new ArrayList<Patch>();
        for (var number = 1; number <= 16; number++) {
            patches.add(Patch.parse(SampleFiles.read("mail/history/1.0." + number + ".patch")));
        }
        return releases(
                SampleFiles.folderWithProtocol("mail", "package.json", "README.md", "index.js"),
                patches);
    }

    /** Applies the patches one after another, and packs what each leaves. */
    static List<SampleRelease> releases(Map<String, String> base, List<Patch> patches) {
        var releases = new ArrayList<SampleRelease>();
        var files = base;
        for (var patch : patches) {
            files = patch.applyTo(files);
            var artifact =
                    SamplePackage.of(built(files, patch.version())).publishedAt(patch.published());
            releases.add(
                    new SampleRelease(
                            patch.version(),
                            patch.published(),
                            patch.summary(),
                            patch.diff(),
                            artifact));
        }
        return List.copyOf(releases);
    }

    /**
     * What is packed: the sources, except for the one release that shipped them through a minifier.
     */
    private static Map<String, String> built(Map<String, String> sources, String version) {
        if (!version.equals(MINIFIED)) {
            return sources;
        }
        var built = new LinkedHashMap<>(sources);
        built.put("index.js", SampleFiles.read("mail/minified/index.js"));
        built.put("lib/mail.js", SampleFiles.read("mail/minified/mail.js"));
        built.put("lib/protocol.js", SampleFiles.read("mail/minified/protocol.js"));
        return built;
    }
}
