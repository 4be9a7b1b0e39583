package dev.assay.web.page;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.server.Facet;

import java.util.Arrays;
import java.util.Locale;

/** How the values that servers are filtered by are written for people. */
final class FacetWords {

    private FacetWords() {}

    static String of(Facet facet, String value) {
        return switch (facet) {
            case STATE ->
                    Arrays.stream(ReleaseState.values())
                            .filter(each -> key(each).equals(value))
                            .findFirst()
                            .map(ReleaseState::words)
                            .orElse(value);
            case STAGE ->
                    Arrays.stream(Stage.values())
                            .filter(each -> key(each).equals(value))
                            .findFirst()
                            .map(Stage::words)
                            .orElse(value);
            case DATA -> data(value);
            case MARK ->
                    Arrays.stream(Facet.Mark.values())
                            .filter(each -> each.value().equals(value))
                            .findFirst()
                            .map(Facet.Mark::title)
                            .orElse(value);
            case TIER, OWNER -> value.equals(Facet.UNKNOWN) ? "not known" : value;
            case ECOSYSTEM, DESTINATION -> value;
        };
    }

    /** Whose data, as the request's answer says. */
    static String data(String choice) {
        return switch (choice) {
            case Questions.NOBODY -> "nobody's";
            case Questions.PERSONAL -> "personal";
            case Questions.SPECIAL -> "special category";
            case Facet.UNKNOWN -> "not said";
            default -> choice;
        };
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
