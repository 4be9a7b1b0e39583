package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.detonation.canary.Canaries;
import dev.assay.scanners.detonation.chamber.Cell;
import dev.assay.scanners.profile.Observed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A release that is laid out: how it is installed, started and trusted with the sinkhole's
 * certificates, and how it is told which of its functions ran. One for each kind of server that
 * there is a runner for.
 */
public sealed interface Entry permits BundleEntry, JavaEntry, NodeEntry, PythonEntry {

    /**
     * What starts the server, in the cell.
     *
     * @param canaries of the run, for what a user would have been asked for
     */
    List<String> program(Canaries canaries);

    /** Variables of the server and of what is run while it is installed. */
    Map<String, String> environment(Canaries canaries);

    /** Names of what a user would have been asked for, as variables. */
    Set<String> asked();

    /** Files that the runtime opens by itself, whatever it runs, as far as they tell of secrets. */
    List<String> opened();

    /** Folders of the cell in which programs are looked for before the system's. */
    List<String> path();

    /** What the cell sees besides the code. */
    List<Cell.Mount> mounts();

    /** What is run while it is installed, in order. */
    List<Hook> hooks();

    /**
     * A program of ours to be run over the code before anything else of it, in a cell that may
     * write the code and the kit; none of the release runs by it. Empty where there is none.
     */
    List<String> preparation();

    /**
     * Told after the preparation.
     *
     * @param kit what it wrote into
     */
    void prepared(Path kit) throws IOException;

    /**
     * Puts files of ours where a run finds them.
     *
     * @param kit the folder that is {@link InCell#KIT} in the cell
     * @param watched whether the runtime is to write down which functions ran
     */
    void equip(Path kit, boolean watched) throws IOException;

    /** Variables by which the runtime is told to write down which functions ran. */
    Map<String, String> watching();

    /**
     * What the runtime wrote down.
     *
     * @param coverage the folder that is {@link InCell#COVERAGE} in the cell
     * @return functions that ran, by the file as profiles name it
     */
    Map<String, List<Observed.Span>> executed(Path coverage) throws IOException;

    /** What cannot be observed of it here. */
    List<Observed.Missing> missing();
}
