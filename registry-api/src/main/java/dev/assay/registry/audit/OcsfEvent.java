package dev.assay.registry.audit;

import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditHash;
import dev.assay.inventory.audit.AuditOutcome;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.export.Product;
import dev.assay.scanners.coordinates.Purl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An event as OCSF 1.8.0 has it: what changes something is 3004 Entity Management, a call that was
 * answered or refused 6003 API Activity. The chain stands under {@code unmapped} by the names of
 * 1.9's profile {@code record_integrity}, which 1.8 does not have. Its fingerprint is over the
 * event as it was written, which is {@code raw_data}, and not over this document.
 */
final class OcsfEvent {

    private static final String SCHEMA = "1.8.0";
    private static final int ENTITY_MANAGEMENT = 3004;
    private static final int API_ACTIVITY = 6003;
    private static final List<String> SEVERITIES =
            List.of("Unknown", "Informational", "Low", "Medium", "High", "Critical");

    /** How the gate ends what it says of a fetch. */
    private static final Pattern CALLER = Pattern.compile("; asked for by ([0-9a-fA-F.:]{2,45})$");

    private OcsfEvent() {}

    /**
     * @param raw the event in JSON, exactly as it was written
     */
    static Map<String, Object> of(AuditEvent event, String raw) {
        var call = AuditActivity.isCall(event);
        var kind = call ? API_ACTIVITY : ENTITY_MANAGEMENT;
        var activity = AuditActivity.of(event);
        var document = new LinkedHashMap<String, Object>();
        document.put("category_uid", kind / 1000);
        document.put(
                "category_name", call ? "Application Activity" : "Identity & Access Management");
        document.put("class_uid", kind);
        document.put("class_name", call ? "API Activity" : "Entity Management");
        document.put("activity_id", activity.number());
        document.put("activity_name", activity.caption());
        document.put("type_uid", kind * 100L + activity.number());
        document.put("type_name", document.get("class_name") + ": " + activity.caption());
        document.put("time", event.at().toEpochMilli());
        document.put("severity_id", AuditActivity.severity(event));
        document.put("severity", SEVERITIES.get(AuditActivity.severity(event)));
        var done = event.outcome() == AuditOutcome.DONE;
        document.put("status_id", done ? 1 : 2);
        document.put("status", done ? "Success" : "Failure");
        document.put("status_code", event.outcome().name().toLowerCase(Locale.ROOT));
        document.put("message", event.action() + " " + event.subject());
        document.put("metadata", metadata(event));
        document.put("actor", Map.of("user", actor(event.actor())));
        if (call) {
            call(event, document);
        } else {
            document.put("entity", entity(event));
            if (!event.detail().isEmpty()) {
                document.put("comment", event.detail());
            }
        }
        document.put("raw_data", raw);
        document.put("unmapped", Map.of("attestation_list", List.of(attestation(event))));
        return document;
    }

    private static Map<String, Object> metadata(AuditEvent event) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("version", SCHEMA);
        metadata.put(
                "product",
                ordered(
                        "name",
                        Product.NAME,
                        "vendor_name",
                        Product.NAME,
                        "version",
                        Product.VERSION));
        metadata.put("log_name", "audit");
        metadata.put("uid", event.hash());
        metadata.put("event_code", event.action());
        metadata.put("sequence", event.sequence());
        metadata.put("original_time", event.at().toString());
        return metadata;
    }

    private static Map<String, Object> actor(String login) {
        return login.equals(AuditTrail.SERVICE)
                ? ordered("name", login, "type_id", 3, "type", "System")
                : ordered("name", login, "type_id", 1, "type", "User");
    }

    private static void call(AuditEvent event, Map<String, Object> document) {
        var gate = event.action().startsWith("gate.");
        document.put(
                "api",
                ordered(
                        "operation",
                        event.action(),
                        "service",
                        Map.of("name", gate ? "Assay gate" : "Assay")));
        var caller = CALLER.matcher(event.detail());
        // The class wants to know where from; of people that is not on the trail.
        document.put(
                "src_endpoint",
                caller.find()
                        ? Map.of("ip", caller.group(1))
                        : Map.of("name", "not on the audit trail"));
        document.put(
                "resources",
                List.of(
                        ordered(
                                "name",
                                event.subject(),
                                "type",
                                event.server().isEmpty() ? Product.NAME : "MCP server release")));
        if (!event.detail().isEmpty()) {
            document.put("status_detail", event.detail());
        }
    }

    private static Map<String, Object> entity(AuditEvent event) {
        var entity = new LinkedHashMap<String, Object>();
        var subject = event.subject();
        var kind = event.action().replaceFirst("\\..*", "");
        if (!event.server().isEmpty()) {
            var version = Purl.parse(subject).version();
            entity.put("type_id", 99);
            entity.put("type", version == null ? "MCP server" : "MCP server release");
            entity.put("name", event.server());
            entity.put("uid", subject);
            if (version != null) {
                entity.put("version", version);
            }
            return entity;
        }
        switch (kind) {
            case "account" -> {
                entity.put("type_id", 2);
                entity.put("type", "User");
                entity.put("user", Map.of("name", subject));
            }
            case "policy" -> {
                entity.put("type_id", 5);
                entity.put("type", "Policy");
                entity.put("policy", Map.of("name", subject));
            }
            default -> {
                entity.put("type_id", 99);
                entity.put("type", kind);
            }
        }
        entity.put("name", subject);
        entity.put("uid", subject);
        return entity;
    }

    private static Map<String, Object> attestation(AuditEvent event) {
        var attestation = new LinkedHashMap<String, Object>();
        attestation.put("uid", Long.toString(event.sequence()));
        attestation.put("chain_uid", AuditHash.SCHEME);
        attestation.put("fingerprint", fingerprint(event.hash()));
        if (!event.previous().equals(AuditEvent.BEFORE_ALL)) {
            attestation.put("prev_event", Map.of("fingerprint", fingerprint(event.previous())));
        }
        return attestation;
    }

    private static Map<String, Object> fingerprint(String hash) {
        return ordered("algorithm_id", 3, "algorithm", "SHA-256", "value", hash);
    }

    private static Map<String, Object> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
