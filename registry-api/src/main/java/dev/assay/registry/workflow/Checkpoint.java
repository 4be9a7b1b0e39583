package dev.assay.registry.workflow;

/** Brings what was committed onto the disk, for a database whose commit alone does not. */
@FunctionalInterface
public interface Checkpoint {

    /** Returns once everything committed so far survives a killed process and a power cut. */
    void take();
}
