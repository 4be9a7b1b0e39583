package dev.assay.scanners.flaw;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Looks packages up in every source that is configured, and tells each flaw once. */
public final class FlawScanner {

    /** What there is where nothing is configured. */
    public static final String NO_SOURCE =
            "no source of advisories is configured; set assay.flaws.osv to a dump of OSV, or"
                    + " assay.flaws.nvd to a mirror of the National Vulnerability Database";

    private static final long LARGEST_LIST = 64L << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final FlawSettings settings;
    private final @Nullable OsvIndex osv;
    private final @Nullable DependencyCheck nvd;
    private volatile @Nullable String problem = "its data are not read yet";
    private volatile List<FlawOutcome.Source> sources = List.of();
    private volatile Set<String> types = Set.of();
    private volatile Set<String> exploited = Set.of();

    public FlawScanner(FlawSettings settings) {
        this.settings = settings;
        this.osv = settings.osv().isEmpty() ? null : new OsvIndex(settings.data().resolve("osv"));
        var feed = settings.nvd();
        this.nvd = feed == null ? null : new DependencyCheck(settings, feed);
    }

    public boolean on() {
        return settings.on();
    }

    /**
     * Brings the data up to date.
     *
     * @throws IOException where one source cannot be read; until it can, nothing counts as scanned
     */
    public synchronized List<FlawOutcome.Source> update() throws IOException, InterruptedException {
        if (!on()) {
            return List.of();
        }
        try {
            Files.createDirectories(settings.data());
            var found = new ArrayList<FlawOutcome.Source>();
            var spoken = new TreeSet<String>();
            if (osv != null) {
                var state = osv.update(settings.osv());
                spoken.addAll(state.types());
                found.add(
                        new FlawOutcome.Source(OsvAdvisory.SOURCE, state.asOf(), state.entries()));
            }
            if (nvd != null) {
                found.add(new FlawOutcome.Source(DependencyCheck.SOURCE, nvd.update().asOf(), -1));
                spoken.addAll(DependencyCheck.TYPES);
            }
            exploited = settings.exploited() == null ? Set.of() : exploited(settings.exploited());
            sources = List.copyOf(found);
            types = Set.copyOf(spoken);
            problem = null;
            return sources;
        } catch (IOException e) {
            // Half of the sources would look like all of them.
            problem = "the data cannot be read: " + e.getMessage();
            throw e;
        }
    }

    /** What is known of these releases. */
    public FlawOutcome look(List<Sought> releases) throws InterruptedException {
        if (!on()) {
            return new FlawOutcome.NotScanned(NO_SOURCE);
        }
        var obstacle = problem;
        if (obstacle != null) {
            return new FlawOutcome.NotScanned(obstacle);
        }
        try {
            var told = new ArrayList<Flaw>();
            if (osv != null) {
                told.addAll(osv.look(releases));
            }
            if (nvd != null) {
                told.addAll(nvd.look(releases).flaws());
            }
            return new FlawOutcome.Scanned(once(told), sources, types);
        } catch (IOException | JacksonException e) {
            return new FlawOutcome.NotScanned("the look failed: " + e.getMessage());
        }
    }

    /** The same flaw from two sources is one. */
    private List<Flaw> once(List<Flaw> told) {
        var byPackage = new LinkedHashMap<String, List<Flaw>>();
        for (var each : told) {
            add(byPackage.computeIfAbsent(each.purl(), any -> new ArrayList<>()), each);
        }
        return byPackage.values().stream()
                .flatMap(List::stream)
                .map(each -> each.exploited(each.exploited() || isExploited(each)))
                .sorted(Flaw.ORDER)
                .toList();
    }

    private static void add(List<Flaw> ofPackage, Flaw told) {
        for (var index = 0; index < ofPackage.size(); index++) {
            if (ofPackage.get(index).isSameAs(told)) {
                ofPackage.set(index, ofPackage.get(index).with(told));
                return;
            }
        }
        ofPackage.add(told);
    }

    private boolean isExploited(Flaw flaw) {
        return exploited.contains(flaw.id())
                || flaw.aliases().stream().anyMatch(exploited::contains);
    }

    private static Set<String> exploited(Path list) throws IOException {
        if (Files.size(list) > LARGEST_LIST) {
            throw new IOException(list.getFileName() + " is larger than such a list can be");
        }
        try {
            var entries = JSON.readTree(list.toFile()).path("vulnerabilities");
            if (!entries.isArray()) {
                throw new IOException(
                        list.getFileName() + " is no list of known exploited vulnerabilities");
            }
            return StreamSupport.stream(entries.spliterator(), false)
                    .map(each -> each.path("cveID").asString(""))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (JacksonException e) {
            throw new IOException(list.getFileName() + " is no JSON: " + e.getMessage(), e);
        }
    }
}
