package dev.assay.registry.flaw;

import dev.assay.inventory.release.Release;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.contents.ContentsReader;
import dev.assay.scanners.flaw.FlawOutcome;
import dev.assay.scanners.flaw.Sought;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is looked up of a release: the packages of its closure, and those that lie in it.
 *
 * @param packages each once
 * @param gaps what cannot be looked up, each as a sentence
 */
record LookedUp(List<Sought> packages, List<String> gaps) {

    /** As long as the column is. */
    private static final int LONGEST = 1_000;

    static LookedUp of(
            Release release, List<LockedPackage> closure, ReleaseContents.Outcome contents) {
        // Nobody issues advisories of a container: what is known of it is known of what is in it.
        var locked =
                closure.stream()
                        .map(LockedPackage::purl)
                        .filter(each -> !ContentsReader.isContainer(each))
                        .map(Sought::of);
        return switch (contents) {
            case ReleaseContents.Outcome.NoContainer() ->
                    new LookedUp(locked.distinct().toList(), List.of());
            case ReleaseContents.Outcome.Known(var inside) ->
                    new LookedUp(
                            Stream.concat(locked, inside.packages().stream().map(Sought::of))
                                    .distinct()
                                    .toList(),
                            inside.gaps());
            case ReleaseContents.Outcome.Unread(var why) ->
                    new LookedUp(
                            locked.distinct().toList(),
                            List.of(
                                    "what lies in "
                                            + release.purl()
                                            + " could not be read: "
                                            + why));
        };
    }

    /** Why not all of it was scanned, as a sentence after "because"; empty where it was. */
    String unscanned(FlawOutcome.Scanned scanned) {
        var all =
                Stream.concat(Stream.of(scanned.unscanned(packages)), gaps.stream())
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining("; "));
        return all.length() <= LONGEST ? all : all.substring(0, LONGEST - 1) + "…";
    }
}
