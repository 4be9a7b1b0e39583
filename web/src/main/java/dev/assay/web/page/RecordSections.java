package dev.assay.web.page;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Subject;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the fields of a record stand together on a page. */
final class RecordSections {

    /** Where each part of a server's own fields begins. */
    private static final Map<Field, String> PARTS = new EnumMap<>(Field.class);

    static {
        PARTS.put(Field.SERVER_TITLE, "What it is");
        PARTS.put(Field.SERVER_PACKAGE, "Where it comes from");
        PARTS.put(Field.SERVER_TRANSPORT, "How it runs");
        PARTS.put(Field.SERVER_ROLE, "Who answers for the data");
        PARTS.put(Field.SERVER_DATA_SUBJECTS, "Whose data, and why");
        PARTS.put(Field.SERVER_SENDS_OUTSIDE, "What it may do by itself");
        PARTS.put(Field.SERVER_LOGS, "What is written down of its calls");
        PARTS.put(Field.SERVER_RUNBOOK_DISABLE, "What to do when something is wrong");
        PARTS.put(Field.SERVER_FINDINGS, "What is open");
    }

    /** The subjects with entries of their own, in the order of the page. */
    static final List<Subject> ENTRIES =
            List.of(
                    Subject.RELEASE,
                    Subject.TOOL,
                    Subject.DESTINATION,
                    Subject.SYSTEM,
                    Subject.IDENTITY,
                    Subject.CREDENTIAL,
                    Subject.CONSUMER,
                    Subject.GRANT,
                    Subject.DECISION);

    private RecordSections() {}

    /** The server's own fields, part by part. */
    static Map<String, List<Field>> parts() {
        var parts = new LinkedHashMap<String, List<Field>>();
        var part = new ArrayList<Field>();
        for (var field : Field.of(Subject.SERVER)) {
            var title = PARTS.get(field);
            if (title != null) {
                part = new ArrayList<>();
                parts.put(title, part);
            }
            part.add(field);
        }
        return parts;
    }

    static String title(Subject subject) {
        return switch (subject) {
            case SERVER -> "Server";
            case RELEASE -> "Versions";
            case TOOL -> "Tools";
            case DESTINATION -> "Destinations";
            case SYSTEM -> "Business systems";
            case IDENTITY -> "Identities";
            case CREDENTIAL -> "Credentials";
            case CONSUMER -> "Consumers";
            case GRANT -> "Grants";
            case CHECK -> "Checklists";
            case DECISION -> "Decisions";
        };
    }

    /** A name for an address within a page. */
    static String anchor(String text) {
        var anchor = new StringBuilder();
        text.codePoints()
                .forEach(
                        each ->
                                anchor.appendCodePoint(
                                        Character.isLetterOrDigit(each)
                                                ? Character.toLowerCase(each)
                                                : '-'));
        return anchor.toString();
    }
}
