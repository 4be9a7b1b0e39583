package dev.assay.scanners.source;

import dev.assay.scanners.artifact.git.GitReference;
import dev.assay.scanners.coordinates.Purl;

import java.util.LinkedHashSet;
import java.util.List;

/** What projects call the tag of a version, the most telling first. */
public final class TagNames {

    private TagNames() {}

    /**
     * The names that are tried.
     *
     * @param declared the tag that the package names itself, or an empty text
     */
    public static List<String> of(Purl release, String declared) {
        var version = release.exactVersion();
        var whole = release.packageName();
        var name = release.name();
        var names = new LinkedHashSet<String>();
        names.add(declared);
        // In a repository of many packages the plain version may be that of another one.
        names.add(whole + "@" + version);
        names.add(whole + "@v" + version);
        for (var each : List.of(whole, name)) {
            names.add(each + "-v" + version);
            names.add(each + "-" + version);
            names.add(each + "/v" + version);
            names.add(each + "/" + version);
            names.add(each + "@" + version);
        }
        names.add("v" + version);
        names.add(version);
        names.add("release-" + version);
        names.add("release/" + version);
        names.add("V" + version);
        return names.stream()
                .filter(each -> !each.isBlank() && GitReference.isTagName(each))
                .toList();
    }
}
