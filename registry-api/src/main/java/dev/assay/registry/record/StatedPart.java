package dev.assay.registry.record;

import dev.assay.inventory.record.Checklist;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Provenance;
import dev.assay.inventory.record.StatedValue;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.server.Servers;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What people stated, over what else is known, and what follows from all of it. */
final class StatedPart {

    /** What there is because somebody says so. */
    private static final Set<Subject> BY_WORD =
            EnumSet.of(Subject.SYSTEM, Subject.IDENTITY, Subject.DESTINATION);

    private static final String HOME = "GB";

    private final RecordSources sources;
    private final DestinationPart destinations;

    StatedPart(RecordSources sources, DestinationPart destinations) {
        this.sources = sources;
        this.destinations = destinations;
    }

    /** Over what is there: what Assay verified stands whatever people say. */
    void write(RecordDraft draft, About about, People people) {
        checklists(draft);
        // What is said of the package that the server is listed by comes last, and holds.
        for (var its : about.packages().reversed()) {
            for (var each : sources.stated().of(Servers.id(its))) {
                write(draft, about, each, people);
            }
        }
        for (var each : sources.stated().ofConsumers(draft.keys(Subject.CONSUMER).toList())) {
            write(draft, about, each, people);
        }
        draft.keys(Subject.CHECK).forEach(each -> done(draft, each));
    }

    private void write(RecordDraft draft, About about, StatedValue stated, People people) {
        var subject = stated.subject();
        var key = stated.key();
        var who =
                people.login(stated.by())
                        + (stated.reason().isBlank() ? "" : ": " + stated.reason());
        if (subject != Subject.SERVER && !draft.has(subject, key)) {
            if (!BY_WORD.contains(subject)) {
                draft.leaveOut("stated values of what is there no more", 1);
                return;
            }
            begin(draft, about, subject, key, Value.stated(who, stated.at(), List.of(key)));
        }
        var known = draft.value(stated.field(), key);
        if (known.isEmpty() || known.get().provenance() != Provenance.VERIFIED) {
            draft.put(
                    stated.field(),
                    key,
                    Value.stated(who, stated.at(), Objects.requireNonNull(stated.words())));
        }
    }

    private void begin(RecordDraft draft, About about, Subject subject, String key, Value named) {
        switch (subject) {
            case DESTINATION -> destinations.stated(draft, about, key, named);
            case SYSTEM -> draft.put(Field.SYSTEM_NAME, key, named);
            case IDENTITY -> draft.put(Field.IDENTITY_CLIENT, key, named);
            default -> throw new IllegalStateException("nobody states a " + subject);
        }
    }

    private static void checklists(RecordDraft draft) {
        for (var list : Checklist.values()) {
            for (var item : list.items()) {
                var key = list.entryKey(item);
                draft.put(Field.CHECK_LIST, key, Known.here(null, list.title()));
                draft.put(Field.CHECK_ITEM, key, Known.here(null, item.label()));
            }
        }
    }

    /** A tick without evidence is not done, and neither is what failed. */
    private static void done(RecordDraft draft, String key) {
        var result = draft.value(Field.CHECK_RESULT, key);
        var evidence = draft.value(Field.CHECK_EVIDENCE, key);
        var done =
                Checklist.isDone(
                        result.map(Value::words).orElse(List.of()),
                        evidence.map(Value::words).orElse(List.of()));
        draft.put(
                Field.CHECK_DONE,
                key,
                result.isEmpty()
                        ? Value.unknown("nobody has said")
                        : Value.stated(
                                result.get().source(),
                                result.get().at(),
                                List.of(done ? "yes" : "no")));
    }

    /** Whether data leaves the UK, as far as countries are known; last of all. */
    static void leavesUk(RecordDraft draft) {
        var abroad = new java.util.TreeSet<String>();
        var unknown = new java.util.TreeSet<String>();
        look(draft, Field.SERVER_COUNTRY, "", "where it runs", abroad, unknown);
        draft.keys(Subject.DESTINATION)
                .forEach(
                        each ->
                                look(
                                        draft,
                                        Field.DESTINATION_COUNTRY,
                                        each,
                                        each,
                                        abroad,
                                        unknown));
        draft.keys(Subject.CONSUMER)
                .forEach(
                        each ->
                                look(
                                        draft,
                                        Field.CONSUMER_MODEL_COUNTRY,
                                        each,
                                        "the model of " + each,
                                        abroad,
                                        unknown));
        if (!abroad.isEmpty()) {
            draft.put(Field.SERVER_LEAVES_UK, Value.stated(few(abroad), null, List.of("yes")));
        } else if (!unknown.isEmpty()) {
            draft.put(
                    Field.SERVER_LEAVES_UK,
                    Value.unknown("the country is not on record of " + few(unknown)));
        } else {
            draft.put(
                    Field.SERVER_LEAVES_UK,
                    Value.stated("every country on record is GB", null, List.of("no")));
        }
    }

    private static void look(
            RecordDraft draft,
            Field field,
            String key,
            String what,
            Set<String> abroad,
            Set<String> unknown) {
        var countries = draft.value(field, key).map(Value::words).orElse(List.of());
        if (countries.isEmpty()) {
            unknown.add(what);
        } else if (countries.stream().anyMatch(each -> !each.equals(HOME))) {
            abroad.add(what + ": " + String.join(", ", countries));
        }
    }

    private static String few(Set<String> all) {
        var some = String.join("; ", all.stream().limit(5).toList());
        return all.size() <= 5 ? some : some + " and " + (all.size() - 5) + " more";
    }
}
