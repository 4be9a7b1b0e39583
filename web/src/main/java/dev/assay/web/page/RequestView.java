package dev.assay.web.page;

import dev.assay.inventory.review.Draft;
import dev.assay.inventory.server.Servers;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * The request form, with what was written into it.
 *
 * @param draft the draft it goes on with, or empty
 * @param originId what it began from, or empty
 * @param fixed whether the package and version stay what they are
 * @param groups the questions
 * @param errors by name of the field
 * @param notices what the reader should know first
 * @param prefilled what needs not be typed, or null
 * @param colleagues who has begun a request for the same release
 * @param saved when it was saved last, or null
 */
record RequestView(
        String draft,
        Draft.Origin origin,
        String originId,
        String purl,
        boolean fixed,
        String domains,
        List<Group> groups,
        Progress progress,
        Map<String, List<String>> errors,
        List<String> notices,
        @Nullable Prefilled prefilled,
        List<String> colleagues,
        @Nullable String saved) {

    RequestView {
        errors = Map.copyOf(errors);
    }

    record Group(String title, List<Asking> questions) {}

    /**
     * A question with what was answered.
     *
     * @param kind {@code line}, {@code text}, {@code choice} or {@code yes-no}
     * @param needed whether it has to be answered, as things stand
     */
    record Asking(
            String key,
            String label,
            String help,
            String kind,
            String value,
            List<Option> options,
            @Nullable String detailLabel,
            String detail,
            boolean needed) {

        String detailKey() {
            return key + "-text";
        }
    }

    /**
     * @param asks whether the detail has to be said with it
     */
    record Option(String key, String label, boolean chosen, boolean asks) {}

    record Progress(int answered, int needed) {

        String text() {
            return answered + " of " + needed + " answered";
        }
    }

    /**
     * What vetting knows.
     *
     * @param of the version it is known of
     */
    record Prefilled(String of, boolean exact, List<Known> facts, List<Host> hosts) {}

    record Known(String label, String value, String source) {}

    record Host(String host, boolean declared) {}

    List<String> errorsOf(String field) {
        return errors.getOrDefault(field, List.of());
    }

    /**
     * The page of the server that it would be a version of; only where something is known of one.
     */
    String server() {
        return "/servers/" + Servers.id(Purl.parse(purl.strip()));
    }

    boolean editing() {
        return origin == Draft.Origin.EDIT;
    }
}
