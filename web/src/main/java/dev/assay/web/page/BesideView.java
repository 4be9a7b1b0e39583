package dev.assay.web.page;

import java.util.List;

/**
 * Another package of a release's version, and where the two differ.
 *
 * @param name for people, with its ecosystem and version
 * @param link to its own page
 * @param state of it
 * @param css the class of that state's badge
 * @param shared how much of the one's code is in the other, or why nobody knows
 * @param altered code files that both have at the same place with other contents
 * @param differences what only one of both does
 */
record BesideView(
        String name,
        String link,
        String state,
        String css,
        String shared,
        List<String> altered,
        List<Difference> differences) {

    /**
     * @param badge how severe it is
     * @param css the class of that badge
     */
    record Difference(String badge, String css, String title) {}
}
