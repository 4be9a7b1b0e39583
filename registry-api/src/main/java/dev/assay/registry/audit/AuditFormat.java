package dev.assay.registry.audit;

import dev.assay.inventory.audit.AuditEvent;
import dev.assay.registry.export.Harmless;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How events leave the house, one a line. */
public enum AuditFormat {
    /** JSON Lines: exactly what was written, so that whoever reads it can follow the chain. */
    JSONL(
            "application/jsonl",
            "JSON Lines",
            "Exactly what was written, for whoever follows the chain.") {
        @Override
        String head() {
            return "";
        }

        @Override
        String line(AuditEvent written, AuditEvent named) {
            return asWritten(written) + "\n";
        }
    },
    /** OCSF 1.8.0 as JSON Lines, for what collects events of many systems. */
    OCSF(
            "application/jsonl",
            "OCSF 1.8",
            "One event a line as OCSF 1.8.0 has it, for what collects events of many systems.") {
        @Override
        String head() {
            return "";
        }

        @Override
        String line(AuditEvent written, AuditEvent named) {
            return JSON.writeValueAsString(OcsfEvent.of(named, asWritten(written))) + "\n";
        }

        @Override
        public String fileName() {
            return "audit-ocsf.jsonl";
        }
    },
    /** The Common Event Format, for what reads lines alone. */
    CEF(
            "text/plain",
            "CEF",
            "One event a line in the Common Event Format; long texts may be cut.") {
        @Override
        String head() {
            return "";
        }

        @Override
        String line(AuditEvent written, AuditEvent named) {
            return CefLine.of(named) + "\n";
        }
    },
    /** RFC 4180; nothing in it is a formula to the program that opens it. */
    CSV("text/csv", "CSV", "A table that a spreadsheet opens.") {
        @Override
        String head() {
            return "sequence,at,actor,action,outcome,subject,detail,previous,hash\r\n";
        }

        @Override
        String line(AuditEvent written, AuditEvent named) {
            return List.of(
                                    Long.toString(named.sequence()),
                                    named.at().toString(),
                                    named.actor(),
                                    named.action(),
                                    word(named),
                                    named.subject(),
                                    named.detail(),
                                    named.previous(),
                                    named.hash())
                            .stream()
                            .map(AuditFormat::field)
                            .collect(Collectors.joining(","))
                    + "\r\n";
        }
    };

    private static final JsonMapper JSON = new JsonMapper();

    private final String mediaType;
    private final String title;
    private final String purpose;

    AuditFormat(String mediaType, String title, String purpose) {
        this.mediaType = mediaType;
        this.title = title;
        this.purpose = purpose;
    }

    String title() {
        return title;
    }

    String purpose() {
        return purpose;
    }

    public String mediaType() {
        return mediaType;
    }

    public String fileName() {
        return "audit." + name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AuditFormat> named(String name) {
        return switch (name) {
            case "jsonl" -> Optional.of(JSONL);
            case "csv" -> Optional.of(CSV);
            case "ocsf" -> Optional.of(OCSF);
            case "cef" -> Optional.of(CEF);
            default -> Optional.empty();
        };
    }

    /** One event in JSON as it was written, a line of its own. */
    public static String written(AuditEvent event) {
        return JSONL.line(event, event);
    }

    abstract String head();

    /**
     * One event.
     *
     * @param written as it stands on the trail
     * @param named with logins for pseudonyms
     */
    abstract String line(AuditEvent written, AuditEvent named);

    /** As JSON on one line, without its end. */
    private static String asWritten(AuditEvent event) {
        var members = new LinkedHashMap<String, Object>();

        members.put("sequence", event.sequence());
        members.put("at", event.at().toString());
        members.put("actor", event.actor());
        members.put("action", event.action());
        members.put("outcome", word(event));
        members.put("subject", event.subject());
        members.put("detail", event.detail());
        members.put("previous", event.previous());
        members.put("hash", event.hash());
        return JSON.writeValueAsString(members);
    }

    private static String word(AuditEvent event) {
        return event.outcome().name().toLowerCase(Locale.ROOT);
    }

    private static String field(String text) {
        return '"' + Harmless.text(text).replace("\"", "\"\"") + '"';
    }
}
