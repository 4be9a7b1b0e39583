package dev.assay.scanners.closure.pypi;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * A resolution at one moment.
 *
 * @param pins what is chosen, by key, the last choice last
 * @param criteria what is wanted, by key
 */
record State(LinkedHashMap<String, Candidate> pins, LinkedHashMap<String, Criterion> criteria) {

    /** Who wants something; the parent is null for the request itself. */
    record Reason(Wish wish, @Nullable Candidate parent) {

        @Override
        public String toString() {
            return (parent == null ? "the request" : parent) + " wants " + wish;
        }
    }

    /**
     * All that is known of one key.
     *
     * @param candidates those that fulfil all wishes, the first to be tried first
     * @param incompatible those that were tried in vain
     */
    record Criterion(
            List<Candidate> candidates, List<Reason> reasons, Set<Candidate> incompatible) {

        List<Wish> wishes() {
            return reasons.stream().map(Reason::wish).toList();
        }
    }

    State copy() {
        return new State(new LinkedHashMap<>(pins), new LinkedHashMap<>(criteria));
    }

    boolean isPinnedWell(String key) {
        var pin = pins.get(key);
        var criterion = criteria.get(key);
        return pin != null
                && criterion != null
                && criterion.wishes().stream().allMatch(wish -> wish.takes(pin.version()));
    }

    /** Everything that some reasons speak of. */
    static Set<String> keys(List<Reason> reasons) {
        var keys = new HashSet<String>();
        for (var reason : reasons) {
            keys.add(reason.wish().key());
            if (reason.parent() != null) {
                keys.add(reason.parent().key());
            }
        }
        return keys;
    }
}
