package dev.assay.web.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What reading a change and running it find, apart and together, and what repeating it changes. */
@Command(name = "run", mixinStandardHelpOptions = true)
final class AttackBenchmark implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SPLIT = "development";

    @Parameters(index = "0", hidden = true)
    private Path sources = Path.of("");

    @Parameters(index = "1", hidden = true)
    private Path work = Path.of("");

    @Option(names = "--only", description = "cases or repeats")
    private String only = "";

    @Option(names = "--group", description = "one kind of attack alone: recipients, data, …")
    private String group = "";

    @Option(names = "--mutation", description = "one mutation alone, by its name")
    private String mutation = "";

    @Option(names = "--host", description = "one server alone, by its name")
    private String host = "";

    @Option(names = "--form", description = "source or bundle alone")
    private String form = "";

    @Option(
            names = "--servers",
            description = "on how many servers each mutation but fixed recipients is tried (1)")
    private int servers = 1;

    @Option(names = "--most", description = "ends after so many cases that were not measured yet")
    private int most = Integer.MAX_VALUE;

    @Option(names = "--repeats", description = "how often a version is compared with itself (20)")
    private int repeats = 20;

    @Option(names = "--made", description = "run the changes that were made before")
    private boolean made;

    @Option(
            names = "--again",
            description = "measure anew what missed, or all with --group and such")
    private boolean again;

    @Option(names = "--markdown", description = "a file that gets the tables")
    private Path markdown = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AttackBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var folder = Files.createDirectories(work.resolve(SPLIT));
        var own = sources.resolve("own.json").toString();
        var repository = sources.resolve("../../../..").normalize().toString();
        if (!made) {
            node("closures.mjs", SPLIT, folder.toString(), own, repository);
            node(
                    "make.mjs",
                    SPLIT,
                    folder.toString(),
                    mutation,
                    String.valueOf(servers),
                    own,
                    repository);
        }
        var tables = new ArrayList<Table>();
        try (var vetting = new Vetting(folder)) {
            if (!only.equals("repeats")) {
                var cases = new AttackCases(folder, vetting);
                cases.measure(chosen(folder), again, most);
                tables.addAll(cases.tables());
            }
            if (!only.equals("cases")) {
                tables.add(new Repeats(vetting).measure(pairs(folder), repeats));
            }
        }
        var text = new StringBuilder();
        for (var table : tables) {
            System.out.println("\n" + table.plain());
            text.append(table.markdown());
        }
        if (!markdown.toString().isEmpty()) {
            Files.writeString(markdown, text);
        }
        return 0;
    }

    private static List<Mutant> mutants(Path folder) throws IOException {
        var all = new ArrayList<Mutant>();
        for (var json : JSON.readTree(Files.readAllBytes(folder.resolve("mutants.json")))) {
            var mutant = Mutant.of(json);
            if (!mutant.isUnchanged()) {
                all.add(mutant);
            }
        }
        return all;
    }

    private List<Mutant> chosen(Path folder) throws IOException {
        return mutants(folder).stream()
                .filter(each -> group.isEmpty() || group.equals(each.group()))
                .filter(each -> mutation.isEmpty() || mutation.equals(each.id()))
                .filter(each -> host.isEmpty() || host.equals(each.host()))
                .filter(each -> form.isEmpty() || form.equals(each.form()))
                .toList();
    }

    /** A mail server of ours and a real one, each with a fixed recipient. */
    private List<Mutant> pairs(Path folder) throws IOException {
        return mutants(folder).stream()
                .filter(each -> each.id().equals("bcc-property") && each.form().equals("source"))
                .filter(
                        each ->
                                host.isEmpty()
                                        ? List.of("assay-sample-mail", "perplexity-mcp")
                                                .contains(each.host())
                                        : host.equals(each.host()))
                .toList();
    }

    private void node(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("node"));
        command.add(work.resolve("tool").resolve(arguments[0]).toString());
        command.addAll(List.of(arguments).subList(1, arguments.length));
        var exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + exit);
        }
    }
}
