package dev.assay.registry.upload;

import dev.assay.inventory.upload.Upload;

/** What became of handing a file in. Every text is made for people. */
public sealed interface UploadOutcome {

    /**
     * It is kept.
     *
     * @param isNew whether it was not here before, byte for byte
     */
    record Taken(Upload upload, boolean isNew) implements UploadOutcome {}

    /** It is nothing that can be taken, whenever it is tried. */
    record Unfit(String reason) implements UploadOutcome {}

    /** The version is there with other bytes, or the name is another's. What is there stays. */
    record Conflict(String reason) implements UploadOutcome {}

    /** It is larger than what may be handed in. */
    record TooLarge(String reason) implements UploadOutcome {}

    /** It may be taken later. */
    record NotNow(String reason) implements UploadOutcome {}
}
