package dev.assay.registry.vetting;

import dev.assay.inventory.release.KnownFunctionStore;
import dev.assay.inventory.release.KnownFunctionStore.Candidate;
import dev.assay.inventory.release.VettingStore;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.vendored.Attributed;
import dev.assay.scanners.vendored.Attributor;
import dev.assay.scanners.vendored.KnownRelease;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Says which functions of a package come from releases that were profiled here before. */
final class Origins {

    /** A bundle holds dozens of packages; more releases than this are looked at by nobody. */
    private static final int MOST_RELEASES = 60;

    private final KnownFunctionStore known;
    private final VettingStore vetting;
    private final Documents documents;

    Origins(KnownFunctionStore known, VettingStore vetting, Documents documents) {
        this.known = known;
        this.vetting = vetting;
        this.documents = documents;
    }

    /** Makes the functions of a profile known. */
    void remember(Profile profile) {
        var artifact = profile.sha256();
        if (artifact != null) {
            known.add(artifact, profile.analysis(), profile.purl(), shapes(profile));
        }
    }

    Attributed of(Profile profile) throws IOException {
        var candidates =
                known.candidates(
                        shapes(profile), profile.analysis(), Attributor.FEWEST, MOST_RELEASES);
        var releases = new ArrayList<KnownRelease>();
        for (var candidate : candidates) {
            if (!candidate.purl().equals(profile.purl())) {
                add(candidate, profile.analysis(), releases);
            }
        }
        return new Attributed(profile, new Attributor(releases).attribute(profile));
    }

    private void add(Candidate candidate, int analysis, List<KnownRelease> into)
            throws IOException {
        var document = vetting.profile(candidate.sha256(), analysis);
        if (document.isPresent()) {
            var profile = documents.read(document.get(), Profile.class);
            // The same bytes under another name have a profile of their own.
            if (profile.purl().equals(candidate.purl())) {
                into.add(KnownRelease.of(profile));
            }
        }
    }

    private static Collection<String> shapes(Profile profile) {
        return profile.functions().stream()
                .filter(Attributor::isTelling)
                .map(FunctionPrint::shape)
                .toList();
    }
}
