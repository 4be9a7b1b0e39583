package dev.assay.scanners.delta.rule;

/** What a version is judged against. */
public enum Basis {
    /** Its predecessor: what is new weighs. */
    CHANGE,
    /** Nothing: it is looked at for the first time, and what servers ordinarily do is ordinary. */
    PRESENCE,
    /** Nothing of its own, but it joins a closure that was approved without it. */
    ARRIVAL
}
