package dev.assay.registry.register;

import dev.assay.inventory.record.Subject;

import java.util.Arrays;
import java.util.List;

/** The registers there are. */
public final class Registers {

    /** Those that somebody has to keep, each a file of its own. */
    public static final List<Register> KEPT =
            List.of(
                    new RopaRegister(),
                    new TransferRegister(),
                    DecisionRegister.approvals(),
                    new FindingRegister(),
                    DecisionRegister.waivers(),
                    new ReviewsDueRegister());

    /** The whole inventory: a table for each kind of thing on record. */
    public static final List<SubjectRegister> WHOLE =
            Arrays.stream(Subject.values()).map(SubjectRegister::new).toList();

    private Registers() {}
}
