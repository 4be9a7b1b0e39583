package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with a policy without a server. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Works on policies: the rules that releases are judged by.",
        subcommands = PolicyCheckCommand.class)
final class PolicyCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "say what to do: assay policy check");
        }
    }
}
