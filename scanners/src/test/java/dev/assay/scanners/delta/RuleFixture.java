package dev.assay.scanners.delta;

import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.FolderReader;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.profiler.Profiler;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One case of a rule: {@code rules/KIND/bad|benign/CASE} with the older and the newer package in
 * {@code old} and {@code new}, and what is expected in {@code expect.json}. Without {@code old} it
 * is a first look.
 *
 * @param kind the kind that the case is about
 * @param bad whether a finding of that kind has to appear
 * @param folder where it stands
 * @param expected what it says of itself
 */
record RuleFixture(FindingKind kind, boolean bad, Path folder, Expectation expected) {

    static final Path ROOT = Path.of("src/test/resources/rules");

    private static final Map<Path, Profile> PROFILES = new ConcurrentHashMap<>();

    /**
     * What {@code expect.json} holds.
     *
     * @param about what the case shows, in a sentence
     * @param severity of the finding; a bad case has it
     * @param value of the finding; a bad case has it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Expectation(String about, @Nullable Severity severity, @Nullable String value) {

        Expectation {
            if (about == null || about.isBlank()) {
                throw new IllegalArgumentException("it does not say what it is about");
            }
        }
    }

    /** All cases, in the order of their names. */
    static List<RuleFixture> all() {
        var all = new ArrayList<RuleFixture>();
        for (var kind : folders(ROOT)) {
            for (var side : folders(kind)) {
                for (var folder : folders(side)) {
                    all.add(
                            new RuleFixture(
                                    kindOf(kind.getFileName().toString()),
                                    isBad(side.getFileName().toString()),
                                    folder,
                                    expectation(folder)));
                }
            }
        }
        return all;
    }

    static List<RuleFixture> all(boolean bad) {
        return all().stream().filter(fixture -> fixture.bad() == bad).toList();
    }

    /** What the engine says of the pair. */
    Delta delta(DeltaEngine engine) {
        return engine.compare(hasOlder() ? profile("old") : null, profile("new"));
    }

    /** The findings of the kind that the case is about. */
    List<Finding> findings(DeltaEngine engine) {
        return delta(engine).findings().stream().filter(f -> f.kind() == kind).toList();
    }

    /** The profiles of its packages. */
    List<Profile> profiles() {
        return hasOlder() ? List.of(profile("old"), profile("new")) : List.of(profile("new"));
    }

    private boolean hasOlder() {
        return Files.isDirectory(folder.resolve("old"));
    }

    private Profile profile(String side) {
        return PROFILES.computeIfAbsent(folder.resolve(side), RuleFixture::profile);
    }

    private static Profile profile(Path folder) {
        return switch (new FolderReader(ArchiveLimits.DEFAULT).read(folder, null)) {
            case ReadOutcome.Read(var tree) -> new Profiler().profile(tree);
            case ReadOutcome.Rejected(var reason) -> throw new IllegalStateException(reason);
        };
    }

    private static Expectation expectation(Path folder) {
        var file = folder.resolve("expect.json");
        return JsonMapper.shared().readValue(file.toFile(), Expectation.class);
    }

    private static TreeSet<Path> folders(Path in) {
        try (var inside = Files.list(in)) {
            return inside.filter(Files::isDirectory).collect(toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FindingKind kindOf(String wireName) {
        return Arrays.stream(FindingKind.values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind is called " + wireName));
    }

    private static boolean isBad(String side) {
        return switch (side) {
            case "bad" -> true;
            case "benign" -> false;
            default -> throw new IllegalArgumentException("neither bad nor benign: " + side);
        };
    }

    @Override
    public String toString() {
        return ROOT.relativize(folder).toString();
    }
}
