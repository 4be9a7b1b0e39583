package dev.assay.web.page;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Decision;
import dev.assay.scanners.delta.Verdict;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How pages write what records hold. */
final class Words {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.UK).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK).withZone(ZoneOffset.UTC);

    private Words() {}

    static String minute(Instant at) {
        return MINUTE.format(at) + " UTC";
    }

    static String day(Instant at) {
        return DAY.format(at);
    }

    /** The class of a state's badge. */
    static String css(ReleaseState state) {
        return state.words().replace(' ', '-');
    }

    static String of(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static String of(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    static String of(Change change) {
        return switch (change) {
            case ADDED -> "new";
            case REMOVED -> "gone";
            case CHANGED -> "changed";
            case PRESENT -> "present";
        };
    }

    static String of(Via via) {
        return switch (via) {
            case PLAIN -> "written out";
            case FOLDED -> "put together from constants";
            case DECODED -> "hidden by an encoding";
            case OBSERVED -> "seen while it ran";
        };
    }

    static String of(Decision.Kind kind) {
        return switch (kind) {
            case APPROVE -> "approved";
            case REJECT -> "rejected";
            case SUSPEND -> "suspended";
            case LIFT -> "lifted the suspension";
            case REVOKE -> "revoked";
            case WITHDRAW -> "withdrew the request for";
            case BREAK_GLASS -> "broke the glass for";
        };
    }

    static String count(long number, String one, String many) {
        return String.format(Locale.UK, "%,d %s", number, number == 1 ? one : many);
    }
}
