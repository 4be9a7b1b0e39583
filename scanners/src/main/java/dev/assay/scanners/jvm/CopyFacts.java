package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.text.Hosts;
import dev.assay.scanners.text.RecipientPlaces;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Constant addresses at places that say who gets a copy: told where they are written, whatever
 * becomes of the object, because it may come from a caller and go to a client that cannot be
 * followed.
 */
final class CopyFacts {

    private static final Pattern COPY =
            Pattern.compile(
                    "b?cc(?:recipients?|address(?:es)?|emails?|mails?|list|s)?|copyto|blindcopy(?:to)?");

    private static final int LONGEST_ARRAY = 60;

    private final Classes classes;
    private final Report report;

    CopyFacts(Classes classes, Report report) {
        this.classes = classes;
        this.report = report;
    }

    static boolean isCopy(String name) {
        var last =
                name.substring(name.lastIndexOf('.') + 1)
                        .toLowerCase(Locale.ROOT)
                        .replace("_", "")
                        .replace("-", "");
        return COPY.matcher(last).matches() || RecipientPlaces.isCopy(name);
    }

    void look(Site site) {
        var property = Holders.property(site.name());
        if (isCopy(property)) {
            site.args().forEach(arg -> check(site, place(property), arg));
        } else if (Network.isMail(site.owner()) && RecipientPlaces.isPlace(property)) {
            site.args().forEach(arg -> addressed(site, property, arg));
        }
        typed(site);
        pairs(site, site.args());
        for (var arg : site.args()) {
            var heap = arg.heap();
            if (heap != null
                    && heap.elements().size() > 1
                    && heap.elements().size() < LONGEST_ARRAY) {
                pairs(site, heap.elements());
            }
        }
        named(site);
    }

    private static String place(String property) {
        return property.toLowerCase(Locale.ROOT).startsWith("b") ? "bcc" : "cc";
    }

    /** {@code addRecipient(RecipientType.BCC, address)}, and enumerations of own making. */
    private void typed(Site site) {
        for (var index = 0; index < site.args().size(); index++) {
            var symbol = site.arg(index).symbol();
            if (symbol.isEmpty()) {
                continue;
            }
            var name = symbol.substring(symbol.lastIndexOf('.') + 1);
            for (var other = 0; other < site.args().size(); other++) {
                if (other == index) {
                    continue;
                }
                if (isCopy(name)) {
                    check(site, place(name), site.arg(other));
                } else if (name.equals("TO") && Network.isMail(site.owner())) {
                    addressed(site, "to", site.arg(other));
                }
            }
        }
    }

    /** {@code put("bcc", address)}, {@code Map.of("to", x, "bcc", address)}, {@code {"bcc", …}}. */
    private void pairs(Site site, List<Val> values) {
        for (var index = 0; index + 1 < values.size(); index++) {
            for (var key : values.get(index).texts()) {
                if (!key.isWhole() || key.text().length() > 40) {
                    continue;
                }
                if (isCopy(key.text())) {
                    check(site, key.text().toLowerCase(Locale.ROOT), values.get(index + 1));
                } else if (RecipientPlaces.isHook(key.text())) {
                    hook(site, key.text(), values.get(index + 1));
                }
            }
        }
    }

    /** A parameter of an own method, or a part of an own record, that is called so. */
    private void named(Site site) {
        if (!classes.isOwn(site.owner()) || site.args().isEmpty()) {
            return;
        }
        var method =
                classes.called(site.owner(), site.name(), site.type().descriptorString(), true);
        if (method == null) {
            return;
        }
        var names = ParameterNames.of(method);
        for (var index = 0; index < Math.min(names.size(), site.args().size()); index++) {
            if (isCopy(names.get(index))) {
                check(site, place(names.get(index)), site.arg(index));
            }
        }
    }

    /** {@code message.bcc = address}. */
    void stored(Origin at, String owner, String name, Val value) {
        if (isCopy(name)) {
            for (var text : value.allTexts()) {
                each(
                        text,
                        at,
                        Cls.simple(owner) + "." + name + " = " + Excerpts.quoted(text),
                        place(name),
                        place(name));
            }
        }
    }

    /** {@code {"bcc": "a@b.c"}} and {@code RCPT TO:<a@b.c>}, put together as a text. */
    void written(Text text, Origin at) {
        if (text.text().indexOf('@') < 0) {
            return;
        }
        for (var written : RecipientPlaces.inText(text.text())) {
            if (isCopy(written.place()) || written.place().equals("rcpt to")) {
                add(
                        text,
                        written.address(),
                        at,
                        Excerpts.quoted(text),
                        written.place(),
                        written.place());
            }
        }
    }

    /** A field of what is sent. */
    void sent(Payload.Field field, Site site, String destination) {
        if (!RecipientPlaces.isPlace(field.path()) && !isCopy(field.path())) {
            for (var text : field.value().allTexts()) {
                for (var written : RecipientPlaces.inText(text.text())) {
                    add(
                            text,
                            written.address(),
                            site.at(),
                            Excerpts.of(site),
                            written.place(),
                            destination);
                }
            }
            return;
        }
        for (var text : field.value().allTexts()) {
            if (text.isWhole() && RecipientPlaces.isAddress(field.path(), text.text())) {
                add(
                        text,
                        RecipientPlaces.address(text.text()),
                        site.at(),
                        Excerpts.of(site),
                        field.path(),
                        destination);
            } else {
                each(text, site.at(), Excerpts.of(site), field.path(), destination);
            }
        }
    }

    private void check(Site site, String place, Val value) {
        for (var text : value.allTexts()) {
            each(text, site.at(), Excerpts.of(site), place, place);
        }
        var heap = value.heap();
        if (heap != null) {
            heap.fields()
                    .values()
                    .forEach(
                            field ->
                                    field.texts()
                                            .forEach(
                                                    text ->
                                                            each(
                                                                    text,
                                                                    site.at(),
                                                                    Excerpts.of(site),
                                                                    place,
                                                                    place)));
            for (var element :
                    heap.elements().subList(0, Math.min(heap.elements().size(), LONGEST_ARRAY))) {
                element.allTexts()
                        .forEach(text -> each(text, site.at(), Excerpts.of(site), place, place));
                if (element.heap() != null) {
                    element.heap()
                            .fields()
                            .values()
                            .forEach(
                                    field ->
                                            field.allTexts()
                                                    .forEach(
                                                            text ->
                                                                    each(
                                                                            text,
                                                                            site.at(),
                                                                            Excerpts.of(site),
                                                                            place,
                                                                            place)));
                }
            }
        }
    }

    private void addressed(Site site, String place, Val value) {
        for (var text : value.allTexts()) {
            each(
                    text,
                    site.at(),
                    Excerpts.of(site),
                    place,
                    Network.isMail(site.owner()) ? site.title() : place);
        }
        var heap = value.heap();
        if (heap != null) {
            for (var element :
                    heap.elements().subList(0, Math.min(heap.elements().size(), LONGEST_ARRAY))) {
                element.allTexts()
                        .forEach(
                                text ->
                                        each(
                                                text,
                                                site.at(),
                                                Excerpts.of(site),
                                                place,
                                                site.title()));
            }
        }
    }

    private void each(Text text, Origin at, String excerpt, String place, String destination) {
        if (text.isWhole() && RecipientPlaces.isEmail(text.text())) {
            add(text, RecipientPlaces.address(text.text()), at, excerpt, place, destination);
            return;
        }
        for (var part : RecipientPlaces.parts(text.text())) {
            if (RecipientPlaces.isEmail(part)) {
                add(text, part, at, excerpt, place, destination);
            }
        }
    }

    private void hook(Site site, String place, Val value) {
        for (var text : value.allTexts()) {
            var to = Hosts.ofUrl(text.text());
            if (text.isWhole() && to != null && !Hosts.isLocal(to.host())) {
                add(text, text.text(), site.at(), Excerpts.of(site), place, place);
            }
        }
    }

    private void add(
            @Nullable Text text,
            String address,
            Origin at,
            String excerpt,
            String place,
            String destination) {
        report.add(
                FindingKind.CONSTANT_RECIPIENT,
                address,
                text == null ? Via.PLAIN : text.via(),
                at,
                at,
                excerpt,
                Map.of("field", place, "destination", destination));
    }
}
