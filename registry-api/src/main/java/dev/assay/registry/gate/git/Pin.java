package dev.assay.registry.gate.git;

import dev.assay.registry.gate.ApprovedFile;
import dev.assay.registry.gate.VerifiedBlobs;
import dev.assay.scanners.artifact.git.GitManifest;
import dev.assay.scanners.coordinates.Sha256;

/** An approved commit that a request may see, whose bytes are what was approved. */
record Pin(
        ApprovedFile file, Sha256 sha256, VerifiedBlobs.Check.Sound sound, GitManifest manifest) {

    /** How it is listed. */
    String ref() {
        return manifest.tag() == null
                ? "refs/assay/" + manifest.commit()
                : "refs/tags/" + manifest.tag();
    }

    /** What is listed: the tag's own object where it has one. */
    String object() {
        return manifest.object() == null ? manifest.commit() : manifest.object();
    }
}
