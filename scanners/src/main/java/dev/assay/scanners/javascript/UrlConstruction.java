package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.text.KnownPlaces;

import java.util.List;

/** What {@code new URL(…)} makes of constants. */
final class UrlConstruction {

    private final Evaluator evaluator;

    UrlConstruction(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** {@code new URL(path, base)}. */
    List<Value> of(Script script, Node call) {
        if (call.size() < 3) {
            return call.size() > 1 ? evaluator.of(script, call.kid(1)) : List.of();
        }
        var paths = evaluator.texts(script, call.kid(1));
        var values = new Alternatives();
        for (var path : paths) {
            if (path.text().contains("://")) {
                values.add(path);
            }
        }
        if (!values.isEmpty()) {
            return values.list();
        }
        for (var base : evaluator.of(script, call.kid(2))) {
            if (base instanceof External external) {
                var place = Places.ofValue(external.path());
                if (place != null) {
                    base = new Text(place, Via.FOLDED, script, call);
                }
            }
            if (base instanceof Text text) {
                var path = paths.isEmpty() ? String.valueOf(Value.HOLE) : paths.getFirst().text();
                values.add(
                        new Text(
                                against(text.text(), path),
                                Texts.later(text.via(), Via.FOLDED),
                                text.script(),
                                text.origin()));
            }
        }
        return values.list();
    }

    private static String against(String base, String path) {
        if (base.startsWith(KnownPlaces.PACKAGE)) {
            return Texts.joinPath(List.of(KnownPlaces.PACKAGE, path));
        }
        var scheme = base.indexOf("://");
        var slash = scheme < 0 ? -1 : base.indexOf('/', scheme + 3);
        if (slash < 0) {
            return base + (path.startsWith("/") ? path : "/" + path);
        }
        return path.startsWith("/")
                ? base.substring(0, slash) + path
                : base.substring(0, base.lastIndexOf('/') + 1) + path;
    }
}
