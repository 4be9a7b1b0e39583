package dev.assay.registry.dpia;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the records of an assessment say together, as far as a rule asks.
 *
 * @param home the country that data is expected to stay in, ISO 3166-1 alpha-2
 */
record Facts(List<ServerRecord> servers, String home) {

    /** An answer that a record may not have. */
    enum Says {
        YES,
        NO,
        NOTHING
    }

    /** An entry with the server that it is of. */
    record Of(ServerRecord server, Entry entry) {

        String text(Field field) {
            return entry.text(field);
        }

        boolean is(Field field, String word) {
            return entry.value(field).words().contains(word);
        }

        boolean knows(Field field) {
            return entry.value(field).isKnown();
        }
    }

    Facts {
        servers = List.copyOf(servers);
    }

    Stream<Of> each(Subject subject) {
        return servers.stream()
                .flatMap(server -> server.each(subject).map(entry -> new Of(server, entry)));
    }

    /** Tools that a client may offer. */
    Stream<Of> usable() {
        return each(Subject.TOOL).filter(tool -> !tool.is(Field.TOOL_CLASS, "never"));
    }

    Stream<Of> writing() {
        return each(Subject.TOOL).filter(tool -> tool.is(Field.TOOL_CLASS, "write"));
    }

    /** Tools that write, and that nobody has to confirm each call of. */
    List<Of> unattended() {
        return writing()
                .filter(
                        tool ->
                                !tool.knows(Field.TOOL_APPROVAL)
                                        || tool.is(Field.TOOL_APPROVAL, "none"))
                .toList();
    }

    /** Whether personal data is seen: yes as soon as one server does, no where none does. */
    Says personal() {
        return over(
                each(Subject.SERVER),
                Field.SERVER_DATA_SUBJECTS,
                words -> words.contains("personal") || words.contains("special-category"));
    }

    /** Whether special-category or criminal-offence data is seen. */
    Says special() {
        var asked =
                over(
                        each(Subject.SERVER),
                        Field.SERVER_DATA_SUBJECTS,
                        words -> words.contains("special-category"));
        var told = over(each(Subject.SERVER), Field.SERVER_SPECIAL, words -> words.contains("yes"));
        if (asked == Says.YES || told == Says.YES) {
            return Says.YES;
        }
        return asked == Says.NO || told == Says.NO ? Says.NO : Says.NOTHING;
    }

    static Says over(Stream<Of> entries, Field field, Predicate<List<String>> yes) {
        var no = 0;
        var nothing = 0;
        for (var each : entries.toList()) {
            if (!each.knows(field)) {
                nothing++;
            } else if (yes.test(each.entry().value(field).words())) {
                return Says.YES;
            } else {
                no++;
            }
        }
        return nothing > 0 || no == 0 ? Says.NOTHING : Says.NO;
    }

    /** Business systems that are named, by a tool or as an entry of their own. */
    Set<String> systems() {
        var names = new TreeSet<String>();
        each(Subject.SYSTEM).map(each -> each.text(Field.SYSTEM_NAME)).forEach(names::add);
        usable().map(each -> each.text(Field.TOOL_SYSTEM)).forEach(names::add);
        names.removeIf(String::isBlank);
        return names;
    }

    /** Where data goes, besides the home country: country, and who says so. */
    List<String> abroad() {
        var found = new ArrayList<String>();
        each(Subject.SERVER)
                .forEach(
                        each ->
                                foreign(each, Field.SERVER_COUNTRY)
                                        .forEach(
                                                country ->
                                                        found.add(
                                                                each.server().name()
                                                                        + " is hosted in "
                                                                        + country)));
        each(Subject.DESTINATION)
                .forEach(
                        each ->
                                foreign(each, Field.DESTINATION_COUNTRY)
                                        .forEach(
                                                country ->
                                                        found.add(
                                                                each.text(Field.DESTINATION_HOST)
                                                                        + " is in "
                                                                        + country)));
        each(Subject.CONSUMER)
                .forEach(
                        each ->
                                foreign(each, Field.CONSUMER_MODEL_COUNTRY)
                                        .forEach(
                                                country ->
                                                        found.add(
                                                                "the model of "
                                                                        + each.text(
                                                                                Field.CONSUMER_NAME)
                                                                        + " is in "
                                                                        + country)));
        return found;
    }

    private Stream<String> foreign(Of each, Field field) {
        return each.entry().value(field).words().stream().filter(word -> !word.equals(home));
    }

    /** What matches in the names of data and in the words about people, each once. */
    Set<String> mentioned(Pattern words) {
        var found = new TreeSet<String>();
        Stream.concat(
                        each(Subject.TOOL)
                                .flatMap(
                                        each ->
                                                Stream.of(
                                                                Field.TOOL_DATA,
                                                                Field.TOOL_FIELDS,
                                                                Field.TOOL_SENSITIVE)
                                                        .map(each::text)),
                        each(Subject.SERVER).map(each -> each.text(Field.SERVER_PEOPLE)))
                .forEach(
                        text -> {
                            var matcher = words.matcher(text.toLowerCase(Locale.ROOT));
                            while (matcher.find()) {
                                found.add(matcher.group());
                            }
                        });
        return found;
    }

    static String names(Stream<Of> entries, Field field) {
        var names = entries.map(each -> each.text(field)).distinct().limit(6).toList();
        var shown = String.join(", ", names.subList(0, Math.min(5, names.size())));
        return names.size() > 5 ? shown + " and others" : shown;
    }
}
