package dev.assay.scanners.setup;

/**
 * One administrator's credential that a passage asks for.
 *
 * @param what which kind of thing it is
 * @param words what it is called, in one spelling
 * @param start where it stands in the passage, in UTF-16 units
 * @param end where it ends, likewise
 */
record Asked(What what, String words, int start, int end) {

    /** What is asked for. */
    enum What {
        /** A token, a key, a password or rights of somebody who administers. */
        CREDENTIAL("credential"),
        /** The account that may do everything. */
        ACCOUNT("account"),
        /** A scope that administers. */
        SCOPE("scope"),
        /** A role of a cloud, a cluster or a database that may do everything. */
        ROLE("role"),
        /** Every scope or every permission that there is. */
        EVERYTHING("everything");

        private final String word;

        What(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
