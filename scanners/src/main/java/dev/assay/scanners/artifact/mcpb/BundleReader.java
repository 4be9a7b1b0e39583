package dev.assay.scanners.artifact.mcpb;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.PackageTree.ArchiveHazard;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.ZipReader;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** Reads a bundle: the zip before its signature, if it has one. */
public final class BundleReader {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String MANIFEST = "manifest.json";
    private static final int LARGEST_MANIFEST = 4 << 20;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");

    private final ArchiveLimits limits;
    private final Clock clock;

    public BundleReader(ArchiveLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Reads one.
     *
     * @param purl what it was fetched as, or null to take what its manifest claims
     */
    public ReadOutcome read(Path bundle, @Nullable Purl purl) {
        SignatureBlock block;
        try {
            block = SignatureBlock.of(bundle);
        } catch (IOException e) {
            return new ReadOutcome.Rejected("it cannot be read: " + e.getMessage());
        }
        var outcome =
                new ZipReader(limits, clock)
                        .read(bundle, purl, () -> BundleChannel.open(bundle, block));
        if (!(outcome instanceof ReadOutcome.Read(var tree))) {
            return outcome;
        }
        var hazards = new ArrayList<>(tree.hazards());
        if (block instanceof SignatureBlock.Damaged(var reason)) {
            hazards.add(new ArchiveHazard("", reason));
        }
        var known = purl == null ? claimed(tree, bundle) : purl;
        return new ReadOutcome.Read(new PackageTree(known, tree.sha256(), tree.files(), hazards));
    }

    /** What the manifest says, as far as it is a name; else the file's. */
    private static Purl claimed(PackageTree tree, Path bundle) {
        var bytes = tree.files().get(MANIFEST);
        var name = "";
        var version = "";
        if (bytes != null && bytes.length <= LARGEST_MANIFEST) {
            try {
                var manifest = JSON.readTree(bytes);
                name = manifest.path("name").asString("");
                version = manifest.path("version").asString("");
            } catch (JacksonException e) {
                // It is told of when the manifest is looked at.
                name = "";
            }
        }
        return new Purl(
                BundleAddress.TYPE,
                BundleAddress.NAME,
                PLAIN.matcher(name).matches()
                        ? name
                        : String.valueOf(bundle.getFileName()).replaceAll("[^A-Za-z0-9._-]", "-"),
                PLAIN.matcher(version).matches() ? version : null);
    }
}
