package dev.assay.web.cli;

import dev.assay.scanners.artifact.maven.LocalRepository;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Lists of what builds need besides what they depend on. */
@Command(
        name = "toolset",
        mixinStandardHelpOptions = true,
        description =
                "Works on lists of files that are approved as a set: Maven's own plugins, say.",
        subcommands = ToolsetCommand.Recording.class)
final class ToolsetCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "say what to do: assay toolset record");
        }
    }

    /** Makes a list of what a build left behind. */
    @Command(
            name = "record",
            mixinStandardHelpOptions = true,
            description = {
                "Lists what a build fetched, for gate.maven.toolset: let a build run with an empty local",
                "repository (mvn -Dmaven.repo.local=FOLDER verify), then record that FOLDER. Read the",
                "list before it is used: all that stands in it is served."
            })
    static final class Recording implements Callable<Integer> {

        @Spec private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "FOLDER", description = "the local repository of that build")
        private @Nullable Path folder;

        @Override
        public Integer call() throws UsageException, IncompleteException {
            var from = Objects.requireNonNull(folder);
            if (!Files.isDirectory(from)) {
                throw new UsageException("'" + from + "' is no folder");
            }
            try {
                var out = Objects.requireNonNull(spec).commandLine().getOut();
                LocalRepository.lines(from).forEach(out::println);
                out.flush();
                return ExitCodes.CLEAN;
            } catch (IOException e) {
                throw new IncompleteException("'" + from + "' cannot be read: " + e.getMessage());
            }
        }
    }
}
