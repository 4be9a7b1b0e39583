package dev.assay.scanners.artifact;

import java.net.URI;

/** Where a name is asked for. Every text is made for people. */
public sealed interface NameRoute {

    /** Of this upstream, and of no other. */
    record To(URI upstream) implements NameRoute {}

    /** Nobody knows yet who has it: of each of them in turn, until one has it. */
    record Undecided(java.util.List<URI> inOrder) implements NameRoute {}

    /** Of nobody: who had it first is no upstream any more. */
    record Lost(String reason) implements NameRoute {}
}
