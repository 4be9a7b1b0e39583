package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Programs that are started, told apart by program and not by the function that starts them
 * (signals CAP-EXEC, CAP-SELF-UPDATE). One that fetches code and runs it brings what nobody has
 * vetted.
 */
final class ProcessSpawnRule extends CapabilityRule {

    private static final String UNKNOWN = "*";

    private static final Set<String> THREADS = Set.of("Worker", "cluster.fork", "fork");

    /**
     * Show a page or a file to the person at the screen, in the program they have chosen for it.
     */
    private static final Set<String> OPENERS = Set.of("open", "xdg-open", "start", "explorer.exe");

    private static final Pattern DOWNLOADERS =
            Pattern.compile(
                    "(?:^|[\\s;&|/\\\\])(npx|pnpx|bunx|uvx|pipx|curl|wget|npm|pnpm|yarn|pip3?|uv|Invoke-WebRequest)"
                            + "(?:\\.cmd|\\.exe)?(?=$|\\s)",
                    Pattern.CASE_INSENSITIVE);

    ProcessSpawnRule() {
        super(FindingKind.PROCESS_SPAWN);
    }

    @Override
    public String key(Fact fact) {
        return (isThread(fact) ? "thread " : "") + program(fact);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        var fact = sighting.fact();
        if (sighting.now().stream().allMatch(each -> lostItsCallers(each, comparison))) {
            return one(
                    sighting,
                    Change.CHANGED,
                    Severity.LOW,
                    "Code that started a program before is no longer told by this package which: "
                            + Details.text(fact, "sink"));
        }
        var severity =
                isThread(fact)
                        ? isElsewhere(fact) ? Severity.HIGH : Severity.LOW
                        : OPENERS.contains(program(fact)) ? Severity.MEDIUM : Severity.HIGH;
        return told(sighting, Change.ADDED, severity, "Now ");
    }

    @Override
    List<Judgement> again(Sighting sighting, Comparison comparison) {
        return told(sighting, Change.CHANGED, Severity.LOW, "From new code ");
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        var severity = downloads(sighting.fact()) ? Severity.MEDIUM : Severity.LOW;
        return told(sighting, change, severity, "It ");
    }

    /**
     * The same function started what its callers in the package named, and those are gone: tests
     * that were shipped once, say. Nothing in the package says any longer what it starts.
     */
    private static boolean lostItsCallers(Fact fact, Comparison comparison) {
        return program(fact).equals(UNKNOWN)
                && Details.is(fact, "namedOutside")
                && comparison.hadFunction(fact)
                && comparison.factsBefore().stream()
                        .anyMatch(
                                older ->
                                        older.kind() == FindingKind.PROCESS_SPAWN
                                                && Objects.equals(
                                                        older.functionPrint(), fact.functionPrint())
                                                && Details.text(older, "sink")
                                                        .equals(Details.text(fact, "sink")));
    }

    private static List<Judgement> told(
            Sighting sighting, Change change, Severity severity, String words) {
        var title = Sentences.cut(words + doing(sighting.fact()));
        return one(sighting, change, severity, title);
    }

    private static boolean isThread(Fact fact) {
        return THREADS.contains(Details.text(fact, "sink"));
    }

    /** A thread or child of code that is not this package's. */
    private static boolean isElsewhere(Fact fact) {
        var file = program(fact);
        return file.startsWith("/") || file.startsWith("~") || file.startsWith("{tmp}");
    }

    /** The value is the function and the program: {@code spawn git}. */
    private static String program(Fact fact) {
        var sink = Details.text(fact, "sink");
        return sink.isEmpty() || !fact.value().startsWith(sink + " ")
                ? fact.value()
                : fact.value().substring(sink.length() + 1);
    }

    private static String command(Fact fact) {
        var command = Details.text(fact, "command");
        var words = new StringBuilder(command.isEmpty() ? program(fact) : command);
        Details.list(fact, "args").forEach(word -> words.append(' ').append(word));
        return words.toString();
    }

    private static boolean downloads(Fact fact) {
        return DOWNLOADERS.matcher(command(fact)).find();
    }

    private static String doing(Fact fact) {
        if (isThread(fact)) {
            return "runs code beside itself: " + command(fact);
        }
        if (downloads(fact)) {
            return "starts a program that can download code and run it: " + command(fact);
        }
        return program(fact).equals(UNKNOWN)
                ? "starts a program whose name is decided while it runs"
                : "starts a program: " + command(fact);
    }
}
