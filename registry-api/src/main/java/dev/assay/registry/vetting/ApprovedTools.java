package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.ToolShadowing;
import dev.assay.scanners.profile.Profile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tools of the servers that are approved now. Profiles are large and their tools are few, so
 * the names are kept once they were read. Safe for use by many threads.
 */
final class ApprovedTools {

    private static final int MOST_KEPT = 2_000;

    private final ReleaseStore releases;
    private final ServerPackageStore packages;
    private final VettingStore vetting;
    private final Documents documents;
    private final Map<Sha256, List<String>> byProfile =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Sha256, List<String>> e) {
                            return size() > MOST_KEPT;
                        }
                    });

    ApprovedTools(
            ReleaseStore releases,
            ServerPackageStore packages,
            VettingStore vetting,
            Documents documents) {
        this.releases = releases;
        this.packages = packages;
        this.vetting = vetting;
        this.documents = documents;
    }

    /** Those of every approved server but the named one. */
    List<ToolShadowing.Others> besides(Purl server) throws IOException {
        var others = new ArrayList<ToolShadowing.Others>();
        var own = packages.packagesOf(server);
        for (var release : releases.inStates(List.of(ReleaseState.APPROVED))) {
            if (!release.purl().packageName().equals(server.packageName())
                    && !own.contains(release.purl().withVersion(null))) {
                var document = profile(release);
                if (document.isPresent()) {
                    others.add(
                            new ToolShadowing.Others(
                                    release.purl().packageName(), tools(document.get())));
                }
            }
        }
        return others;
    }

    /** The newest there is: one by older analysers knows the tools well enough. */
    private Optional<Sha256> profile(Release release) {
        var artifact = release.sha256();
        for (var analysis = Profile.ANALYSIS; artifact != null && analysis > 0; analysis--) {
            var document = vetting.profile(artifact, analysis);
            if (document.isPresent()) {
                return document;
            }
        }
        return Optional.empty();
    }

    private List<String> tools(Sha256 document) throws IOException {
        var known = byProfile.get(document);
        if (known == null) {
            known = ToolShadowing.tools(documents.read(document, Profile.class));
            byProfile.put(document, known);
        }
        return known;
    }
}
