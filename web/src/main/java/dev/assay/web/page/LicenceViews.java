package dev.assay.web.page;

import dev.assay.inventory.release.LicenceStore;
import dev.assay.inventory.release.PackageLicence;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Integrity;

import org.springframework.stereotype.Component;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The licences of a closure, in words. */
@Component
final class LicenceViews {

    private static final String NOT_KNOWN = "not known";

    private final LicenceStore licences;

    LicenceViews(LicenceStore licences) {
        this.licences = licences;
    }

    List<PackageLicence> of(Id release) {
        return licences.of(release);
    }

    /** In words, by the bytes of each package. */
    static Map<Integrity, String> words(List<PackageLicence> all) {
        return all.stream()
                .collect(
                        Collectors.toMap(
                                PackageLicence::integrity, LicenceViews::words, (one, two) -> one));
    }

    /** How many packages have each, the most frequent first: {@code MIT 12, ISC 3}. */
    static String summary(List<PackageLicence> all) {
        return all.stream()
                .filter(PackageLicence::looked)
                .map(each -> each.isKnown() ? words(each) : NOT_KNOWN)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String words(PackageLicence each) {
        if (!each.looked()) {
            return "not looked at";
        }
        if (!each.said().isEmpty()) {
            return each.said();
        }
        return each.listed().isEmpty()
                ? NOT_KNOWN
                : String.join(", ", each.listed()) + " by its text";
    }
}
