package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with bills of materials, a vendor's and our own, without a server. */
@Command(
        name = "bom",
        mixinStandardHelpOptions = true,
        description = "Works on bills of materials: those that vendors send, and an Assay's own.",
        subcommands = {BomCompareCommand.class, BomVerifyCommand.class})
final class BomCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "say what to do: assay bom compare or assay bom verify");
        }
    }
}
