package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A finding as the page shows it.
 *
 * @param severity the word, which is the class of its colour as well
 * @param rule the page of its rule, null where it has none
 * @param valueShown whether the value says more than the title does
 * @param why why the kind of finding matters
 * @param path by which calls running code comes there; null for what no code does
 * @param places the first ones
 * @param morePlaces the rest
 * @param acceptance whether people accepted it; null where nothing can be accepted
 */
record FindingView(
        String id,
        String severity,
        String kind,
        @Nullable String rule,
        String change,
        String title,
        String value,
        boolean valueShown,
        boolean reachable,
        String via,
        String why,
        @Nullable Path path,
        List<Place> places,
        List<Place> morePlaces,
        List<Entry> detail,
        @Nullable Acceptance acceptance) {

    /**
     * @param packageUrl the dependency that holds the file, null for the release itself
     * @param position line and column, empty where a whole file is meant
     */
    record Place(
            @Nullable String packageUrl,
            String file,
            String position,
            @Nullable String function,
            List<Excerpt.Part> excerpt) {}

    /**
     * @param beginning the tool, or how the package starts
     * @param omitted how many steps stand between the first and the last ones
     * @param end what is called there; may be empty
     * @param missing why there is no path; empty where there is one
     */
    record Path(
            String beginning,
            List<Step> first,
            int omitted,
            List<Step> last,
            String end,
            String missing) {

        /**
         * @param sure whether it is known to be called from the step before
         */
        record Step(String function, String place, boolean sure) {}
    }

    /**
     * How it stands with letting a finding pass until a day.
     *
     * @param action where to ask for it
     * @param badge {@code accepted until DAY by NAME} or {@code asked for …}; null where it is
     *     neither
     * @param css the class of the badge
     * @param link the exception; null where there is none
     * @param past what became of an earlier one; null where there was none
     * @param never whether the policy lets nobody accept it
     * @param askable whether it can be asked for now
     */
    record Acceptance(
            String action,
            String target,
            @Nullable String badge,
            String css,
            @Nullable String link,
            @Nullable String past,
            boolean never,
            boolean askable,
            Term term) {}

    /**
     * How long something may be accepted, as days that a form takes.
     *
     * @param usual the day to propose
     */
    record Term(String first, String usual, String last, int mostDays) {}

    record Entry(String name, String value) {}
}
