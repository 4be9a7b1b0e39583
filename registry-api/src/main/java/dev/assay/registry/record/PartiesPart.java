package dev.assay.registry.record;

import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.task.Credential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who uses a server and as whom, with which secrets, and which systems stand behind it. */
final class PartiesPart {

    private static final int MOST = 500;

    private final RecordSources sources;

    PartiesPart(RecordSources sources) {
        this.sources = sources;
    }

    void write(RecordDraft draft, About about, People people) {
        var grants =
                about.packages().stream()
                        .flatMap(each -> sources.grants().ofServer(each).stream())
                        .filter(
                                each ->
                                        each.state() == Grant.State.ASKED
                                                || each.state() == Grant.State.GRANTED)
                        .toList();
        draft.leaveOut("grants", Math.max(0, grants.size() - MOST));
        var shown = grants.stream().limit(MOST).toList();
        var consumers = new LinkedHashMap<Id, Consumer>();
        shown.stream()
                .map(Grant::consumerId)
                .distinct()
                .forEach(
                        id ->
                                sources.consumers()
                                        .find(id)
                                        .ifPresent(each -> consumers.put(id, each)));
        for (var grant : shown) {
            var consumer = consumers.get(grant.consumerId());
            if (consumer != null) {
                grant(draft, grant, consumer, people);
            }
        }
        consumers.values().forEach(each -> consumer(draft, each, shown, people));
        identities(draft, consumers);
        about.packages().stream()
                .flatMap(each -> sources.credentials().of(each).stream())
                .forEach(each -> credential(draft, each, people));
    }

    /** Systems, and what of the tools leads to each; after the tools, and what was stated. */
    void systems(RecordDraft draft) {
        var tools = new TreeMap<String, TreeSet<String>>();
        var data = new TreeMap<String, TreeSet<String>>();
        draft.keys(Subject.TOOL)
                .forEach(
                        tool ->
                                words(draft, Field.TOOL_SYSTEM, tool)
                                        .forEach(
                                                system -> {
                                                    tools.computeIfAbsent(
                                                                    system, n -> new TreeSet<>())
                                                            .add(tool);
                                                    data.computeIfAbsent(
                                                                    system, n -> new TreeSet<>())
                                                            .addAll(
                                                                    words(
                                                                                    draft,
                                                                                    Field.TOOL_DATA,
                                                                                    tool)
                                                                            .toList());
                                                }));
        var who = "what was confirmed of its tools";
        tools.forEach(
                (system, names) -> {
                    draft.put(Field.SYSTEM_NAME, system, Known.said(who, null, system));
                    draft.put(
                            Field.SYSTEM_TOOLS, system, Known.said(who, null, List.copyOf(names)));
                    draft.put(
                            Field.SYSTEM_DATA,
                            system,
                            Known.said(who, null, List.copyOf(data.get(system))));
                });
    }

    private static Stream<String> words(RecordDraft draft, Field field, String key) {
        return draft.value(field, key).stream().flatMap(each -> each.words().stream());
    }

    private static void grant(RecordDraft draft, Grant grant, Consumer consumer, People people) {
        var key = grant.id().value();
        var given = grant.given();
        var first = grant.first();
        draft.put(Field.GRANT_CONSUMER, key, Known.here(null, consumer.name()));
        draft.put(Field.GRANT_TOOL, key, Known.here(null, grant.tool()));
        draft.put(Field.GRANT_CLASS, key, Known.here(null, grant.toolClass().words()));
        draft.put(Field.GRANT_ENVIRONMENT, key, Known.here(null, grant.environment().words()));
        draft.put(Field.GRANT_STATE, key, Known.here(null, grant.state().words()));
        draft.put(
                Field.GRANT_UNTIL,
                key,
                Known.here(null, given == null ? List.of() : List.of(given.until().toString())));
        draft.put(Field.GRANT_ASKED_BY, key, Known.here(null, people.login(grant.askerId())));
        draft.put(
                Field.GRANT_BY,
                key,
                Known.here(
                        given == null ? null : given.at(),
                        Stream.concat(
                                        Stream.ofNullable(first).map(Grant.Word::by),
                                        Stream.ofNullable(given).map(Grant.Given::by))
                                .map(people::login)
                                .distinct()
                                .toList()));
        draft.put(
                Field.GRANT_REASON,
                key,
                Known.said(people.login(grant.askerId()), grant.askedAt(), grant.reason()));
    }

    private static void consumer(
            RecordDraft draft, Consumer consumer, List<Grant> grants, People people) {
        var key = consumer.name();
        var adder = people.login(consumer.addedBy());
        var at = consumer.addedAt();
        draft.put(Field.CONSUMER_NAME, key, Known.here(null, key));
        draft.put(Field.CONSUMER_PURPOSE, key, Known.said(adder, at, consumer.purpose()));
        draft.put(Field.CONSUMER_OWNER, key, Known.here(null, people.login(consumer.ownerId())));
        draft.put(Field.CONSUMER_STAGE, key, Known.here(null, consumer.stage().words()));
        draft.put(
                Field.CONSUMER_IDENTITY,
                key,
                consumer.identity().isBlank()
                        ? Value.unknown("it has none of its own on record")
                        : Known.said(adder, at, consumer.identity()));
        draft.put(
                Field.CONSUMER_PROFILE,
                key,
                Known.here(null, consumer.profile().isEmpty() ? "none" : consumer.profile()));
        draft.put(
                Field.CONSUMER_RETIRED,
                key,
                Known.here(consumer.retiredAt(), consumer.isRetired() ? "yes" : "no"));
        draft.put(
                Field.CONSUMER_GRANTS,
                key,
                Known.here(
                        null,
                        grants.stream()
                                .filter(each -> each.consumerId().equals(consumer.id()))
                                .filter(each -> each.state() == Grant.State.GRANTED)
                                .map(each -> each.tool() + " in " + each.environment().words())
                                .distinct()
                                .sorted()
                                .toList()));
    }

    private static void identities(RecordDraft draft, Map<Id, Consumer> consumers) {
        var actors = new TreeMap<String, TreeSet<String>>();
        consumers.values().stream()
                .filter(each -> !each.identity().isBlank())
                .forEach(
                        each ->
                                actors.computeIfAbsent(
                                                each.identity().strip(), n -> new TreeSet<>())
                                        .add(each.name()));
        actors.forEach(
                (identity, names) -> {
                    draft.put(
                            Field.IDENTITY_CLIENT,
                            identity,
                            Known.said("its consumers", null, identity));
                    draft.put(
                            Field.IDENTITY_CONSUMERS,
                            identity,
                            Known.here(null, List.copyOf(names)));
                });
    }

    private void credential(RecordDraft draft, Credential credential, People people) {
        var key = credential.place();
        var owner = people.login(credential.ownerId());
        draft.put(Field.CREDENTIAL_KIND, key, Known.said(owner, null, credential.kind()));
        draft.put(Field.CREDENTIAL_PLACE, key, Known.said(owner, null, credential.place()));
        draft.put(Field.CREDENTIAL_OWNER, key, Known.here(null, owner));
        draft.put(
                Field.CREDENTIAL_ROTATED,
                key,
                Known.said(owner, null, credential.rotatedOn().toString()));
        draft.put(
                Field.CREDENTIAL_DUE,
                key,
                Known.here(null, sources.rotations().due(credential).toString()));
    }
}
