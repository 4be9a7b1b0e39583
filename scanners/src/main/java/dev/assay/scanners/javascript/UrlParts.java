package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.text.Hosts;

import java.util.ArrayList;
import java.util.List;

/** The properties of a URL object, which is held as the text that it is made of. */
final class UrlParts {

    private UrlParts() {}

    /** {@code url.href}, {@code url.host}; nothing for a text that is no URL. */
    static List<Value> of(Text text, String property) {
        return switch (property) {
            case "href" -> List.of(text);
            case "host", "hostname", "origin", "protocol" -> {
                var to = Hosts.ofUrl(text.text());
                if (to == null) {
                    yield List.of();
                }
                var part =
                        switch (property) {
                            case "protocol" -> to.scheme() + ":";
                            case "origin" -> to.scheme() + "://" + to.host();
                            default -> to.host();
                        };
                yield List.of(
                        new Text(
                                part.replace("{}", String.valueOf(Value.HOLE)),
                                Texts.later(text.via(), Via.FOLDED),
                                text.script(),
                                text.origin()));
            }
            default -> List.of();
        };
    }

    /** The values of a variable whose host may be set after it was made. */
    static List<Value> written(
            Evaluator evaluator, Script script, Binding binding, List<Value> values) {
        var all = values;
        for (var write : binding.propertyWrites()) {
            switch (write.property()) {
                case "host", "hostname", "href" -> {
                    for (var value : values) {
                        if (value instanceof Text text && Hosts.ofUrl(text.text()) != null) {
                            all = Evaluator.union(all, moved(evaluator, script, write, text));
                        }
                    }
                }
                default -> {}
            }
        }
        return all;
    }

    private static List<Value> moved(
            Evaluator evaluator, Script script, Binding.PropertyWrite write, Text text) {
        var moved = new ArrayList<Value>(1);
        for (var given : evaluator.texts(script, write.value())) {
            var at = text.text().indexOf("://");
            var end = text.text().indexOf('/', at + 3);
            var path = end < 0 ? "" : text.text().substring(end);
            moved.add(
                    write.property().equals("href")
                            ? given
                            : new Text(
                                    text.text().substring(0, at + 3) + given.text() + path,
                                    Texts.later(given.via(), Via.FOLDED),
                                    given.script(),
                                    given.origin()));
        }
        return moved;
    }
}
