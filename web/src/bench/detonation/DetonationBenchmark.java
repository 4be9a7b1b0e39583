package dev.assay.web.cli;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Observed;

import picocli.CommandLine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How many real servers come to list their tools with made-up credentials, after how long, and what
 * a whole run costs.
 */
final class DetonationBenchmark {

    private record Row(String server, String outcome, long ready, long whole) {}

    private DetonationBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        var servers = new ArrayList<String>();
        if (arguments.length > 1) {
            servers.addAll(Arrays.asList(arguments).subList(1, arguments.length));
        } else {
            for (var line : Files.readAllLines(Path.of(arguments[0]))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    servers.add(line.strip());
                }
            }
        }
        var terminal = Terminal.ofProcess();
        var rows = new ArrayList<Row>();
        var options = new FetchOptions();
        new CommandLine(new Options(options)).parseArgs();
        System.out.println(
                "| server | outcome | list of tools after | tools reached | destinations | unsteady | all runs |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (var server : servers) {
            // A workplace of its own: one server's files are not kept while the next is run.
            try (var workplace = Workplace.open(terminal, options)) {
                rows.add(row(server, new Detonations(workplace, terminal)));
            }
        }
        told(rows);
    }

    @CommandLine.Command
    private static final class Options {
        @CommandLine.Mixin private final FetchOptions options;

        Options(FetchOptions options) {
            this.options = options;
        }
    }

    private static Row row(String server, Detonations detonations) throws Exception {
        var purl = purl(server);
        var began = System.nanoTime();
        Observed observed;
        try {
            observed = detonations.observed(new Artifact.InRegistry(purl));
        } catch (IncompleteException e) {
            System.out.println("| " + server + " | not run: " + e.getMessage() + " | | | | | |");
            return new Row(server, "not run", 0, 0);
        }
        var whole = (System.nanoTime() - began) / 1_000_000;
        var ready =
                observed.runs().stream()
                        .mapToLong(Observed.Run::readyMillis)
                        .filter(each -> each > 0)
                        .min()
                        .orElse(0);
        var reached = observed.tools().stream().filter(Observed.Tool::reached).count();
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %d of %d | %s | %s | %d ms |%n",
                server,
                observed.outcome() == Observed.Outcome.DRIVEN
                        ? "driven"
                        : "not driven: "
                                + String.valueOf(observed.problem()).replaceAll("[\\n|]+", " "),
                ready == 0 ? "" : ready + " ms",
                reached,
                observed.tools().size(),
                hosts(observed),
                String.join("; ", observed.unsteady()).replaceAll("[\\n|]+", " "),
                whole);
        return new Row(server, observed.outcome().name(), ready, whole);
    }

    /** A package URL, or what npm writes: {@code name@version}. */
    private static Purl purl(String server) {
        var at = server.lastIndexOf('@');
        return server.startsWith("pkg:")
                ? Purl.parse(server)
                : Purl.npm(server.substring(0, at), server.substring(at + 1));
    }

    private static String hosts(Observed observed) {
        return observed.facts().stream()
                .filter(fact -> fact.kind() == FindingKind.OUTBOUND_DOMAIN)
                .map(Fact::value)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static void told(List<Row> rows) {
        var driven = rows.stream().filter(row -> row.outcome().equals("DRIVEN")).toList();
        System.out.printf(
                Locale.ROOT,
                "%n%d of %d servers listed their tools (%.1f %%); median %d ms from start to list, %d ms for fetching and all runs%n",
                driven.size(),
                rows.size(),
                100.0 * driven.size() / Math.max(1, rows.size()),
                median(driven.stream().map(Row::ready).toList()),
                median(driven.stream().map(Row::whole).toList()));
    }

    private static long median(List<Long> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
}
