package dev.assay.registry.dpia;

/**
 * Something that is no longer as the assessment has it.
 *
 * @param what which tool, destination or field
 * @param before in words; "none" where there was nothing
 */
public record Change(Kind kind, String server, String what, String before, String after) {

    /** What makes an assessment due for review. */
    public enum Kind {
        SCOPE("scope"),
        TOOLS("tools"),
        DATA("data"),
        DESTINATIONS("destinations"),
        PROCESSORS("processors");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** In one sentence. */
    public String sentence() {
        return server + ", " + what + ": was " + before + ", is " + after;
    }
}
