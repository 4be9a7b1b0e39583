package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.text.KnownPlaces;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Functions of Node, of the language and of its common libraries, as far as they pass constants on.
 */
final class PlatformCalls {

    private final Evaluator evaluator;
    private final CodePackage code;
    private final Decoding decoding;
    private final CharacterCodes codes;

    PlatformCalls(Evaluator evaluator, CodePackage code, Decoding decoding, CharacterCodes codes) {
        this.evaluator = evaluator;
        this.code = code;
        this.decoding = decoding;
        this.codes = codes;
    }

    /** What a call of a function that this package did not write gives. */
    List<Value> of(Script script, Node call, External external) {
        var given = decoding.called(script, call, external.path());
        if (given != null) {
            return given;
        }
        return switch (external.path()) {
            case "g:require",
                    "g:module.require",
                    "m:module._load",
                    "m:module.createRequire()",
                    "g:process.getBuiltinModule" ->
                    call.size() > 1 ? evaluator.required(script, call.kid(1)) : List.of();
            case "g:Buffer.from", "m:buffer.Buffer.from" -> buffer(script, call);
            case "g:atob", "m:buffer.atob" -> decoded(script, call, "base64");
            case "g:decodeURIComponent", "g:decodeURI", "g:unescape" -> unescaped(script, call);
            case "g:String",
                    "g:encodeURIComponent",
                    "g:encodeURI",
                    "g:JSON.stringify",
                    "g:JSON.parse",
                    "g:structuredClone",
                    "g:Object.freeze",
                    "g:Object.fromEntries",
                    "m:path.normalize",
                    "m:url.fileURLToPath",
                    "m:url.pathToFileURL",
                    "m:url.parse",
                    "g:URL.parse",
                    "g:Promise.resolve",
                    "m:util.promisify" ->
                    withPlaces(script, call, first(script, call));
            case "g:Object.assign" -> all(script, call);
            case "m:path.join",
                    "m:path.resolve",
                    "m:path.posix.join",
                    "m:path.win32.join",
                    "m:path.posix.resolve" ->
                    path(script, call);
            case "m:path.dirname" -> directory(script, call);
            case "g:Symbol", "g:Boolean" -> List.of();
            case "m:fs.readFileSync", "m:fs.promises.readFile", "m:fs.readFile" ->
                    file(script, call);
            case "m:pylib:files.open", "m:pylib:files.read_text", "m:pylib:files.read_bytes" ->
                    file(script, call);
            case "m:pylib:text.rot13",
                    "m:pylib:text.base32",
                    "m:pylib:text.base85",
                    "m:pylib:text.ascii85" ->
                    decoded(script, call, external.path().substring("m:pylib:text.".length()));
            case "g:Deno.env.get" -> variable(script, call);
            case "g:URL.createObjectURL" ->
                    List.of(new Text("blob:" + Value.HOLE, Via.FOLDED, script, call));
            default -> {
                var place = Places.ofValue(external.path() + "()");
                yield place == null
                        ? List.of(new External(external.path() + "()", script, call))
                        : List.of(new Text(place, Via.FOLDED, script, call));
            }
        };
    }

    private List<Value> variable(Script script, Node call) {
        var name = call.size() > 1 ? evaluator.text(script, call.kid(1)) : null;
        return List.of(new Value.Env(name == null ? "*" : name.text()));
    }

    private List<Value> all(Script script, Node call) {
        var values = new Alternatives();
        for (var index = 1; index < call.size(); index++) {
            values.addAll(evaluator.of(script, call.kid(index)));
        }
        return values.list();
    }

    private List<Value> buffer(Script script, Node call) {
        if (call.size() > 2) {
            var encoding = evaluator.text(script, call.kid(2));
            return encoding == null ? List.of() : decoded(script, call, encoding.text());
        }
        var text = new StringBuilder();
        for (var value : first(script, call)) {
            codes.append(text, value);
        }
        return text.isEmpty()
                ? first(script, call)
                : List.of(new Text(text.toString(), Via.DECODED, script, call));
    }

    private List<Value> decoded(Script script, Node call, String encoding) {
        var values = new Alternatives();
        for (var text : Evaluator.textsOf(first(script, call))) {
            var plain = text.isWhole() ? Texts.decode(text.text(), encoding) : null;
            if (plain != null) {
                var via = plain.equals(text.text()) ? text.via() : Via.DECODED;
                values.add(new Text(plain, via, text.script(), text.origin()));
            }
        }
        return values.list();
    }

    private List<Value> unescaped(Script script, Node call) {
        var values = new Alternatives();
        for (var text : Evaluator.textsOf(first(script, call))) {
            var plain = Texts.unescape(text.text());
            if (plain != null) {
                var via = plain.equals(text.text()) ? text.via() : Via.DECODED;
                values.add(new Text(plain, via, text.script(), text.origin()));
            }
        }
        return values.list();
    }

    private static List<Value> withPlaces(Script script, Node call, List<Value> values) {
        var placed = new ArrayList<Value>(values.size());
        for (var value : values) {
            var place = place(value);
            placed.add(place == null ? value : new Text(place, Via.FOLDED, script, call));
        }
        return placed;
    }

    private static @Nullable String place(Value value) {
        return switch (value) {
            case External external -> Places.ofValue(external.path());
            case Value.Env env -> KnownPlaces.ofVariable(env.name());
            default -> null;
        };
    }

    private List<Value> path(Script script, Node call) {
        var parts = new ArrayList<String>(call.size());
        for (var index = 1; index < call.size(); index++) {
            parts.add(pathPart(script, call.kid(index)));
        }
        var text = Texts.joinPath(parts);
        return List.of(new Text(text, Via.FOLDED, script, call));
    }

    private String pathPart(Script script, Node node) {
        for (var value : withPlaces(script, node, evaluator.of(script, node))) {
            if (value instanceof Text text) {
                return text.text();
            }
        }
        return String.valueOf(Value.HOLE);
    }

    private List<Value> directory(Script script, Node call) {
        var values = new Alternatives();
        for (var text : Evaluator.textsOf(withPlaces(script, call, first(script, call)))) {
            var slash = text.text().lastIndexOf('/');
            if (slash > 0) {
                var parent = text.text().substring(0, slash);
                values.add(new Text(parent, Via.FOLDED, script, call));
            }
        }
        return values.list();
    }

    /** A file of the package itself that code reads: its JSON is as good as a constant. */
    private List<Value> file(Script script, Node call) {
        if (call.size() > 1) {
            for (var text : Evaluator.textsOf(withPlaces(script, call, first(script, call)))) {
                if (text.text().startsWith(KnownPlaces.PACKAGE + "/")) {
                    var path = "." + text.text().substring(KnownPlaces.PACKAGE.length());
                    var data = code.data(script.file(), path);
                    if (data != null) {
                        return evaluator.dataValue(data);
                    }
                    var content = code.content(script.file(), path);
                    if (content != null) {
                        return List.of(new Text(content, Via.FOLDED, script, call));
                    }
                }
            }
        }
        return List.of(new External("m:fs.readFile()", script, call));
    }

    private List<Value> first(Script script, Node call) {
        return call.size() > 1 ? evaluator.of(script, call.kid(1)) : List.of();
    }
}
