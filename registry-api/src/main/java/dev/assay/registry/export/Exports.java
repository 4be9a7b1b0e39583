package dev.assay.registry.export;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditPeople;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.scanners.coordinates.Sha256;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The formats there are, and the one place where they are written. */
public final class Exports {

    /** Each reads everything there is, so more at once would only be slower. */
    private static final int AT_ONCE = 2;

    private final Map<String, ExportFormat> formats;
    private final AuditTrail trail;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    Exports(List<ExportFormat> formats, AuditTrail trail) {
        this.formats =
                formats.stream()
                        .sorted(
                                Comparator.comparing(ExportFormat::group)
                                        .thenComparing(ExportFormat::title))
                        .collect(
                                Collectors.toMap(
                                        Exports::id,
                                        Function.identity(),
                                        (one, other) -> {
                                            throw new IllegalStateException(
                                                    "two formats are called " + one.id());
                                        },
                                        LinkedHashMap::new));
        this.trail = trail;
    }

    private static String id(ExportFormat format) {
        if (!format.id().matches("[a-z0-9-]{1,40}")
                || !format.fileName().matches("[\\w.-]{1,60}")) {
            throw new IllegalStateException(
                    format.id() + " has no plain name, or its file has none");
        }
        return format.id();
    }

    /** All of them, by group and title. */
    public List<ExportFormat> formats() {
        return List.copyOf(formats.values());
    }

    /** Those that somebody may have. */
    public List<ExportFormat> formats(Account account) {
        return formats().stream().filter(each -> admits(each, account)).toList();
    }

    public Optional<ExportFormat> format(String id) {
        return Optional.ofNullable(formats.get(id));
    }

    /**
     * Makes an export. Waits while others do.
     *
     * @param given the parameters as they came; blank ones count as not given
     * @param gate the gate's address as whoever asks reaches it, ending in a slash
     * @param main the main listener's, ending in a slash
     */
    public Made make(
            Account account, String id, Map<String, String> given, String gate, String main)
            throws IOException, InterruptedException {
        var format = formats.get(id);
        if (format == null) {
            return new Made.Unknown(id);
        }
        if (!admits(format, account)) {
            return new Made.NotAllowed(format);
        }
        var parameters = new TreeMap<>(given);
        parameters.values().removeIf(String::isBlank);
        var problems = problems(format, parameters);
        if (!problems.isEmpty()) {
            return new Made.Unclear(problems);
        }
        turns.acquire();
        try {
            return write(format, new ExportRequest(account, parameters, gate, main));
        } finally {
            turns.release();
        }
    }

    /** Puts on record that an export leaves; to be called before its first byte does. */
    public void left(Account account, Made.Ready made, Map<String, String> given) {
        var asked = new TreeMap<>(given);
        asked.values().removeIf(String::isBlank);
        // Of the audit trail it is asked for by login.
        asked.computeIfPresent("actor", (name, login) -> AuditPeople.mark(login));
        asked.computeIfPresent("subject", (name, login) -> AuditPeople.mark(login));
        trail.append(
                account.login(),
                "export.made",
                "export " + made.format().id(),
                "sha256 "
                        + made.digest()
                        + ", "
                        + made.size()
                        + " bytes"
                        + (asked.isEmpty() ? "" : ", with " + asked));
    }

    private static boolean admits(ExportFormat format, Account account) {
        return account.roles().stream().anyMatch(format.roles()::contains);
    }

    private static Map<String, String> problems(
            ExportFormat format, Map<String, String> parameters) {
        var problems = new TreeMap<String, String>();
        for (var each : parameters.entrySet()) {
            format.parameters().stream()
                    .filter(one -> one.name().equals(each.getKey()))
                    .findFirst()
                    .ifPresentOrElse(
                            one -> {
                                if (!one.admits(each.getValue())) {
                                    problems.put(one.name(), expected(one));
                                }
                            },
                            () ->
                                    problems.put(
                                            each.getKey(),
                                            format.id() + " takes no such parameter"));
        }
        for (var each : format.parameters()) {
            if (each.required() && !parameters.containsKey(each.name())) {
                problems.put(each.name(), "is needed: " + each.description());
            }
        }
        return problems;
    }

    private static String expected(ExportParameter parameter) {
        return parameter.choices().isEmpty()
                ? "has at most 500 characters"
                : "is "
                        + (parameter.several() ? "some of " : "one of ")
                        + String.join(", ", parameter.choices())
                        + (parameter.several() ? ", separated by commas" : "");
    }

    private static Made write(ExportFormat format, ExportRequest request) throws IOException {
        var file = Files.createTempFile("assay-export-", "");
        var whole = false;
        try {
            var digest = Sha256.newDigest();
            ExportOutcome outcome;
            try (var to =
                    new DigestOutputStream(
                            new BufferedOutputStream(Files.newOutputStream(file), 64 * 1024),
                            digest)) {
                outcome = format.write(request, to);
            }
            return switch (outcome) {
                case ExportOutcome.Refused(var unsaid, var more) -> new Made.Refused(unsaid, more);
                case ExportOutcome.Written() -> {
                    whole = true;
                    yield ready(format, file, Sha256.ofDigest(digest.digest()));
                }
            };
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Made.Ready ready(ExportFormat format, Path file, Sha256 digest)
            throws IOException {
        return new Made.Ready(format, file, Files.size(file), digest);
    }
}
