package dev.assay.registry.policy;

/** Where the files of a policy come from. */
public interface PolicySource {

    /** For people: a folder, or a repository with its commit. */
    String origin();

    /**
     * Reads the files.
     *
     * @throws PolicyUnavailableException when there is none, with what to do about it
     */
    PolicyFiles read() throws PolicyUnavailableException;
}
