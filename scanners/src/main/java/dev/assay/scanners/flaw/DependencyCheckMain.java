package dev.assay.scanners.flaw;

import com.github.packageurl.MalformedPackageURLException;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Severity;

import org.jspecify.annotations.Nullable;
import org.owasp.dependencycheck.Engine;
import org.owasp.dependencycheck.data.nvd.ecosystem.Ecosystem;
import org.owasp.dependencycheck.data.nvdcve.DatabaseException;
import org.owasp.dependencycheck.data.nvdcve.DatabaseProperties;
import org.owasp.dependencycheck.data.update.exception.UpdateException;
import org.owasp.dependencycheck.dependency.Confidence;
import org.owasp.dependencycheck.dependency.Dependency;
import org.owasp.dependencycheck.dependency.EvidenceType;
import org.owasp.dependencycheck.dependency.Vulnerability;
import org.owasp.dependencycheck.dependency.naming.PurlIdentifier;
import org.owasp.dependencycheck.exception.ExceptionCollection;
import org.owasp.dependencycheck.utils.Checksum;
import org.owasp.dependencycheck.utils.Downloader;
import org.owasp.dependencycheck.utils.InvalidSettingException;
import org.owasp.dependencycheck.utils.Settings;

import tools.jackson.databind.json.JsonMapper;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The entry point of the process in which Dependency-Check runs. */
public final class DependencyCheckMain {

    private static final JsonMapper JSON = new JsonMapper();

    /** Every analyser that asks a server or starts a program; the rest reads files. */
    private static final List<String> OFF =
            List.of(
                    Settings.KEYS.ANALYZER_CENTRAL_ENABLED,
                    Settings.KEYS.ANALYZER_OSSINDEX_ENABLED,
                    Settings.KEYS.ANALYZER_NODE_AUDIT_ENABLED,
                    Settings.KEYS.ANALYZER_YARN_AUDIT_ENABLED,
                    Settings.KEYS.ANALYZER_PNPM_AUDIT_ENABLED,
                    Settings.KEYS.ANALYZER_RETIREJS_ENABLED,
                    Settings.KEYS.ANALYZER_ASSEMBLY_ENABLED,
                    Settings.KEYS.ANALYZER_GOLANG_MOD_ENABLED,
                    Settings.KEYS.ANALYZER_BUNDLE_AUDIT_ENABLED,
                    Settings.KEYS.ANALYZER_MIX_AUDIT_ENABLED,
                    Settings.KEYS.HOSTED_SUPPRESSIONS_ENABLED,
                    Settings.KEYS.UPDATE_VERSION_CHECK_ENABLED);

    private DependencyCheckMain() {}

    public static void main(String[] arguments) throws IOException {
        var out = System.out;
        // Whatever a library prints must not stand in the answer.
        System.setOut(System.err);
        var order = JSON.readValue(System.in.readAllBytes(), DependencyCheck.Order.class);
        out.write(JSON.writeValueAsBytes(answer(order)));
        out.flush();
        // Its pools have threads that are no daemons.
        System.exit(0);
    }

    private static DependencyCheck.Answer answer(DependencyCheck.Order order) throws IOException {
        var settings = settings(order);
        try {
            // The engine reads through this one, and it is the whole JVM's.
            Downloader.getInstance().configure(settings);
            try (var engine = new Engine(settings)) {
                return order.update() ? update(engine) : look(engine, order);
            }
        } catch (UpdateException
                | DatabaseException
                | ExceptionCollection
                | InvalidSettingException e) {
            return new DependencyCheck.Answer(List.of(), null, innermost(e));
        } finally {
            settings.cleanup(true);
        }
    }

    private static DependencyCheck.Answer update(Engine engine)
            throws UpdateException, DatabaseException {
        engine.doUpdates();
        return new DependencyCheck.Answer(List.of(), asOf(engine), null);
    }

    private static DependencyCheck.Answer look(Engine engine, DependencyCheck.Order order)
            throws IOException, ExceptionCollection, DatabaseException {
        var folder = Files.createTempDirectory("assay-closure");
        try {
            engine.scan(lock(folder, ofNpm(order.packages())).toFile());
            for (var each : order.packages()) {
                if (!each.type().equals("npm")) {
                    engine.addDependency(named(each));
                }
            }
            engine.analyzeDependencies();
            var flaws = new ArrayList<Flaw>();
            for (var dependency : engine.getDependencies()) {
                for (var vulnerability : dependency.getVulnerabilities(true)) {
                    purl(dependency).ifPresent(it -> flaws.add(flaw(it, vulnerability)));
                }
            }
            return new DependencyCheck.Answer(flaws, asOf(engine), null);
        } finally {
            try (var all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(
                                each -> {
                                    try {
                                        Files.delete(each);
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(e);
                                    }
                                });
            }
        }
    }

    private static List<DependencyCheck.Named> ofNpm(List<DependencyCheck.Named> packages) {
        return packages.stream().filter(each -> each.type().equals("npm")).toList();
    }

    /**
     * A package by its name alone, with the evidence that its analysers take from a file's
     * metadata: Maven's group and artifact, Python's distribution.
     */
    private static Dependency named(DependencyCheck.Named each) {
        var purl = new Purl(each.type(), each.namespace(), each.name(), each.version()).toString();
        // It has no file; a name that no analyser of files takes for its own stands for it.
        var dependency = new Dependency(new File(purl + "?"), true);
        var isJava = each.type().equals("maven");
        var vendor = each.namespace() == null ? each.name() : each.namespace();
        dependency.setEcosystem(isJava ? Ecosystem.JAVA : Ecosystem.PYTHON);
        dependency.setName(isJava ? vendor + ":" + each.name() : each.name());
        dependency.setVersion(each.version());
        // Told apart by digest, or two of them would count as one file seen twice.
        dependency.setSha1sum(Checksum.getSHA1Checksum(purl));
        dependency.setSha256sum(Checksum.getSHA256Checksum(purl));
        dependency.setMd5sum(Checksum.getMD5Checksum(purl));
        dependency.addEvidence(EvidenceType.VENDOR, "package", "name", vendor, Confidence.HIGHEST);
        dependency.addEvidence(EvidenceType.VENDOR, "package", "name", each.name(), Confidence.LOW);
        dependency.addEvidence(
                EvidenceType.PRODUCT, "package", "name", each.name(), Confidence.HIGHEST);
        dependency.addEvidence(
                EvidenceType.PRODUCT, "package", "namespace", vendor, Confidence.LOW);
        dependency.addEvidence(
                EvidenceType.VERSION, "package", "version", each.version(), Confidence.HIGHEST);
        try {
            dependency.addSoftwareIdentifier(
                    new PurlIdentifier(
                            each.type(),
                            each.namespace(),
                            each.name(),
                            each.version(),
                            Confidence.HIGHEST));
        } catch (MalformedPackageURLException e) {
            throw new IllegalStateException(purl, e);
        }
        return dependency;
    }

    /**
     * A lock file of the packages. The folder of installed modules has to stand beside it, empty,
     * or the analyser takes the project for one that nobody installed.
     */
    private static Path lock(Path folder, List<DependencyCheck.Named> packages) throws IOException {
        var entries = new LinkedHashMap<String, Object>();
        entries.put("", Map.of("name", "closure", "version", "0.0.0"));
        for (var number = 0; number < packages.size(); number++) {
            var each = packages.get(number);
            var plain = "node_modules/" + each.name();
            // A second version of the same package lies deeper, as npm would have it.
            var path =
                    entries.containsKey(plain)
                            ? "node_modules/closure-" + number + "/" + plain
                            : plain;
            entries.put(path, Map.of("version", each.version()));
        }
        Files.createDirectory(folder.resolve("node_modules"));
        var lock = folder.resolve("package-lock.json");
        Files.write(
                lock,
                JSON.writeValueAsBytes(
                        Map.of(
                                "name",
                                "closure",
                                "version",
                                "0.0.0",
                                "lockfileVersion",
                                3,
                                "packages",
                                entries)));
        return lock;
    }

    private static java.util.Optional<String> purl(Dependency dependency) {
        return dependency.getSoftwareIdentifiers().stream()
                .filter(PurlIdentifier.class::isInstance)
                .map(each -> Purl.parse(each.getValue()).toString())
                .findFirst();
    }

    private static Flaw flaw(String purl, Vulnerability told) {
        var severity = severity(told);
        return new Flaw(
                purl,
                told.getName(),
                List.of(),
                severity == null ? Severity.MEDIUM : severity,
                severity != null,
                told.getKnownExploitedVulnerability() != null,
                false,
                List.of(),
                told.getDescription() == null ? "" : told.getDescription(),
                List.of(DependencyCheck.SOURCE));
    }

    private static @Nullable Severity severity(Vulnerability told) {
        var word = told.getHighestSeverityText();
        return word == null
                ? null
                : Arrays.stream(Severity.values())
                        .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElse(word.equalsIgnoreCase("moderate") ? Severity.MEDIUM : null);
    }

    /** The newest change in the mirror that was read. */
    private static @Nullable Instant asOf(Engine engine) throws DatabaseException {
        if (engine.getDatabase() == null) {
            // An update closes what it wrote.
            engine.openDatabase();
        }
        var modified =
                engine.getDatabase()
                        .getDatabaseProperties()
                        .getTimestamp(DatabaseProperties.NVD_CACHE_LAST_MODIFIED);
        return modified == null ? null : modified.toInstant();
    }

    private static Settings settings(DependencyCheck.Order order) {
        var settings = new Settings();
        settings.setString(Settings.KEYS.DATA_DIRECTORY, order.data());
        settings.setString(Settings.KEYS.H2_DATA_DIRECTORY, order.data());
        settings.setString(Settings.KEYS.NVD_API_DATAFEED_URL, order.feed());
        settings.setString(
                Settings.KEYS.NVD_API_DATAFEED_START_YEAR, Integer.toString(order.from()));
        settings.setBoolean(Settings.KEYS.AUTO_UPDATE, order.update());
        OFF.forEach(each -> settings.setBoolean(each, false));
        var exploited = order.exploited();
        settings.setBoolean(Settings.KEYS.ANALYZER_KNOWN_EXPLOITED_ENABLED, exploited != null);
        if (exploited != null) {
            settings.setString(Settings.KEYS.KEV_URL, exploited);
        }
        return settings;
    }

    private static String innermost(Throwable failure) {
        var cause = failure;
        for (var depth = 0; cause.getCause() != null && depth < 20; depth++) {
            cause = cause.getCause();
        }
        return failure.getMessage() + (cause == failure ? "" : ": " + cause.getMessage());
    }
}
