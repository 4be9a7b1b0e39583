package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;

import java.util.List;
import java.util.Set;

/**
 * Judges the facts of one kind. A rule is pure: it sees two versions and says what of their
 * difference a reviewer should know. It never looks at a path to tell things apart, because
 * bundlers rename files.
 */
public interface Rule {

    /** The kind of fact that is judged; each kind has one rule. */
    FindingKind kind();

    /** The kinds of finding that it may tell; each is told by one rule. */
    default Set<FindingKind> tells() {
        return Set.of(kind());
    }

    /** What two facts have in common when they are about the same thing. */
    default String key(Fact fact) {
        return fact.value();
    }

    /**
     * Judges what is there on its own, or no longer there, or there in both versions.
     *
     * @param sighting facts with one key; not both lists are empty
     * @return nothing where a reviewer has nothing to learn
     */
    List<Judgement> judge(Sighting sighting, Comparison comparison);
}
