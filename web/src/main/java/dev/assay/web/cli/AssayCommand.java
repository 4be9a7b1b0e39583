package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that all others hang on. */
@Command(
        name = "assay",
        mixinStandardHelpOptions = true,
        version = "assay 0.1.0",
        description = "Vets MCP servers before anyone may run them.",
        subcommands = {
            ServeCommand.class,
            ScanCommand.class,
            DiffCommand.class,
            ProbeCommand.class,
            RequestCommand.class,
            PackagesCommand.class,
            CheckCommand.class,
            VerifyCommand.class,
            BomCommand.class,
            SignCommand.class,
            ExportCommand.class,
            AuditCommand.class,
            PolicyCommand.class,
            TokenCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            MigrateCommand.class,
            ToolsetCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing found at or above --fail-on",
            "1:something found there",
            "2:the command was not understood",
            "3:no report could be made"
        })
public final class AssayCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    /** The whole command line, ready to run. */
    public static CommandLine commandLine() {
        return new CommandLine(new AssayCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(AssayCommand::report);
    }

    /** Without a command there is nothing to do but to say so. */
    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "say what to do: a command is missing");
        }
    }

    private static int report(
            Exception problem, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        switch (problem) {
            case IncompleteException known -> {
                command.getErr().println("assay: " + known.getMessage());
                return ExitCodes.INCOMPLETE;
            }
            case UsageException known -> {
                command.getErr().println("assay: " + known.getMessage());
                return ExitCodes.USAGE;
            }
            case InterruptedException interrupted -> {
                Thread.currentThread().interrupt();
                command.getErr().println("assay: interrupted");
                return ExitCodes.INCOMPLETE;
            }
            default -> {
                command.getErr().println("assay: this is a fault of ours, please report it:");
                problem.printStackTrace(command.getErr());
                return ExitCodes.INCOMPLETE;
            }
        }
    }
}
