package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with an audit trail that was taken along. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Works on the audit trail of an Assay.",
        subcommands = AuditVerifyCommand.class)
final class AuditCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "say what to do: assay audit verify");
        }
    }
}
