package dev.assay.scanners.rust;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.text.Hosts;
import dev.assay.scanners.text.RecipientPlaces;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Constant addresses at places that say who gets a message or a copy of it. */
final class Recipients {

    /** How far behind the name of a place its value may be written. */
    private static final int LONGEST_VALUE = 60;

    private final Report report;

    Recipients(Report report) {
        this.report = report;
    }

    /** {@code .bcc("a@b.c".parse()?)}. */
    void look(Call call, boolean mails) {
        var name = plain(call.name());
        if (call.isMethod() && (isCopy(name) || mails && RecipientPlaces.isPlace(name))) {
            add(call.file(), call.at(), name, call.allTexts());
        }
        if (call.name().equals("insert") || call.name().equals("push")) {
            var keys = call.texts(0);
            if (keys.size() == 1 && isCopy(plain(keys.iterator().next()))) {
                add(call.file(), call.at(), plain(keys.iterator().next()), call.texts(1));
            }
        }
    }

    private static boolean isCopy(String name) {
        return RecipientPlaces.isCopy(name)
                || name.matches("b?cc(_?(list|to|addresses?|recipients?))?");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * {@code bcc: vec!["a@b.c".into()]}, {@code mail.bcc = Some(…)}, {@code "bcc": "a@b.c"}, {@code
     * ("bcc", "a@b.c")}.
     */
    void places(SourceFile file, Known known, Function function) {
        var tokens = file.tokens();
        var variables = known.variables(file, function);
        for (var at = function.body(); at + 2 < function.to(); at++) {
            var token = tokens.get(at);
            if (!token.isWord() && !token.isText() || token.text().length() > 40) {
                continue;
            }
            var name = plain(token.text());
            var next = tokens.get(at + 1);
            var isPlace =
                    next.is(":")
                            || next.is("=") && !tokens.get(at + 2).is("=")
                            || token.isText() && (next.is(",") || next.is("=>"));
            var isIndexed = token.isText() && next.is("]") && tokens.get(at + 2).is("=");
            if (!isPlace && !isIndexed || !isCopy(name)) {
                continue;
            }
            var from = isIndexed ? at + 3 : at + 2;
            var end = Math.min(Known.argumentEnd(file, from), function.to());
            add(
                    file,
                    at,
                    name,
                    known.texts(file, from, Math.min(end, at + LONGEST_VALUE), variables));
        }
    }

    /** {@code {"bcc": "a@b.c"}} and {@code RCPT TO:<a@b.c>}, written as a text. */
    void written(SourceFile file, int at) {
        var text = file.tokens().get(at).text();
        if (text.indexOf('@') < 0) {
            return;
        }
        for (var each : RecipientPlaces.inText(text)) {
            if (isCopy(each.place()) || each.place().equals("rcpt to")) {
                recipient(file, at, each.place(), each.address());
            }
        }
    }

    private void add(SourceFile file, int at, String place, Set<String> texts) {
        for (var text : texts) {
            var hook = Hosts.ofUrl(text);
            if (hook != null) {
                continue;
            }
            for (var part :
                    RecipientPlaces.isEmail(text)
                            ? List.of(RecipientPlaces.address(text))
                            : RecipientPlaces.parts(text)) {
                if (RecipientPlaces.isEmail(part)) {
                    recipient(file, at, place, RecipientPlaces.address(part));
                }
            }
        }
    }

    private void recipient(SourceFile file, int at, String place, String address) {
        report.add(
                FindingKind.CONSTANT_RECIPIENT,
                address,
                file,
                at,
                Map.of("field", place, "destination", place));
    }
}
