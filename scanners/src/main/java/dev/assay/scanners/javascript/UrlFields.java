package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What is sent in an address: its parameters, and what its path is made of. */
final class UrlFields {

    private static final int MOST = 20;
    private static final int DEEPEST = 5;

    /** Parameters whose names are not known. */
    private static final String UNKNOWN = "query.*";

    private final Evaluator evaluator;
    private final Sources sources;
    private final Payload payload;

    UrlFields(Evaluator evaluator, Payload payload) {
        this.evaluator = evaluator;
        this.sources = new Sources(evaluator);
        this.payload = payload;
    }

    /** The parameters {@code query.NAME}, and {@code url} for what else it is put together from. */
    List<Payload.Field> of(Script script, Node url) {
        var fields = new TreeMap<String, Payload.Field>();
        var flow = withoutAddresses(sources.of(script, url));
        var source = source(flow);
        for (var text : evaluator.texts(script, url)) {
            var query = text.text().indexOf('?');
            if (query >= 0) {
                for (var part : Texts.split(text.text().substring(query + 1), "&")) {
                    if (fields.size() < MOST) {
                        parameter(script, url, part, text, flow, source, fields);
                    }
                }
            }
        }
        if (object(url) instanceof Ident ident && ident.binding() != null) {
            payload.entries(script, ident.binding(), "query.", 0, fields);
            for (var write : ident.binding().propertyWrites()) {
                if (write.property().equals("search")) {
                    listed(script, write.value(), 0, fields);
                }
            }
        }
        listed(script, url, 0, fields);
        if (fields.isEmpty() && !flow.equals(Sources.Flow.NONE)) {
            fields.put("url", new Payload.Field("url", source, null, List.of(), flow, script, url));
        }
        return new ArrayList<>(fields.values());
    }

    /** The variable in {@code url}, {@code url.href} and {@code url.toString()}. */
    private static Node object(Node url) {
        if (url.is(Kind.MEMBER) && url.isNamed("href")) {
            return url.kid(0);
        }
        return url.is(Kind.CALL) && url.kid(0).is(Kind.MEMBER) && url.kid(0).isNamed("toString")
                ? url.kid(0).kid(0)
                : url;
    }

    /** The parameters in {@code `${address}?${new URLSearchParams({name})}`}. */
    private void listed(Script script, Node part, int depth, TreeMap<String, Payload.Field> into) {
        if (depth >= DEEPEST) {
            return;
        }
        switch (part.kind()) {
            case TEMPLATE, BINARY, LOGICAL, CONDITIONAL -> {
                for (var kid : part.kids()) {
                    listed(script, kid, depth + 1, into);
                }
            }
            case IDENT, CALL, NEW, MEMBER -> {
                for (var field : payload.parameters(script, part, "query.")) {
                    if (into.putIfAbsent(field.path(), field) == null) {
                        into.remove(UNKNOWN);
                    }
                }
                if (part instanceof Ident ident
                        && ident.binding() != null
                        && ident.binding().writes().size() == 1) {
                    listed(script, ident.binding().writes().getFirst().value(), depth + 1, into);
                }
            }
            default -> {}
        }
    }

    private static void parameter(
            Script script,
            Node url,
            String part,
            Text text,
            Sources.Flow flow,
            String source,
            TreeMap<String, Payload.Field> fields) {
        var equals = part.indexOf('=');
        var name = equals < 0 ? part : part.substring(0, equals);
        var value = equals < 0 ? "" : part.substring(equals + 1);
        var known = name.isEmpty() || name.indexOf(Value.HOLE) >= 0 ? "*" : name;
        var path = "query." + known;
        var whole = value.indexOf(Value.HOLE) < 0 && !known.equals("*");
        var constant = whole ? new Text(value, text.via(), text.script(), text.origin()) : null;
        fields.put(
                path,
                new Payload.Field(
                        path,
                        whole ? "constant" : source,
                        constant,
                        constant == null ? List.of() : List.of(constant),
                        whole ? Sources.Flow.NONE : flow,
                        script,
                        url));
    }

    private static String source(Sources.Flow flow) {
        if (!flow.variables().isEmpty()) {
            return "env";
        }
        var first = flow.others().isEmpty() ? "other" : flow.others().getFirst();
        var colon = first.indexOf(':');
        return colon < 0 ? first : first.substring(0, colon);
    }

    /** A variable that says where a server is goes into the address, and is not sent to it. */
    private static Sources.Flow withoutAddresses(Sources.Flow flow) {
        var kept = flow.variables().stream().filter(name -> !isAddress(name)).toList();
        return kept.isEmpty() && flow.others().isEmpty()
                ? Sources.Flow.NONE
                : new Sources.Flow(kept, flow.others());
    }

    private static boolean isAddress(String variable) {
        var name = variable.toUpperCase(Locale.ROOT);
        return name.contains("URL")
                || name.contains("URI")
                || name.contains("HOST")
                || name.contains("BASE")
                || name.contains("ENDPOINT")
                || name.contains("SERVER")
                || name.contains("DOMAIN")
                || name.contains("ORIGIN")
                || name.contains("ADDRESS")
                || name.endsWith("PORT")
                || name.endsWith("_API")
                || name.endsWith("REGION")
                || name.endsWith("VERSION");
    }
}
