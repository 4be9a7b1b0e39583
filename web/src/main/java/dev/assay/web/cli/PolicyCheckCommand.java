package dev.assay.web.cli;

import dev.assay.registry.policy.PolicyUnavailableException;
import dev.assay.registry.policy.RuleSet;
import dev.assay.registry.policy.source.FolderSource;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Says what is wrong with a policy before a server is given it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Reads and compiles the rules of a folder and says what is wrong with them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is a policy",
            "1:it has problems, each with its file and line",
            "2:the folder cannot be read, or the command was not understood"
        })
final class PolicyCheckCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "the folder with the policy's YAML files")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws UsageException {
        var command = Objects.requireNonNull(spec, "run by itself").commandLine();
        try {
            switch (RuleSet.read(new FolderSource(folder).read())) {
                case RuleSet.Reading.Taken(var rules) -> {
                    command.getOut()
                            .println(
                                    rules.rules().size()
                                            + " rules in "
                                            + rules.files().files().size()
                                            + " files, sha256 "
                                            + rules.digest());
                    return ExitCodes.CLEAN;
                }
                case RuleSet.Reading.Refused(var problems) -> {
                    problems.forEach(command.getOut()::println);
                    return ExitCodes.FOUND;
                }
            }
        } catch (PolicyUnavailableException e) {
            throw new UsageException(e.problem().toString());
        }
    }
}
