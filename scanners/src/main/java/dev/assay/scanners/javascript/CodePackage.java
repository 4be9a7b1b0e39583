package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.javascript.syntax.Scripts;
import dev.assay.scanners.javascript.syntax.SourceText;
import dev.assay.scanners.javascript.syntax.SyntaxProblem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parsed files that are linked with each other, and who calls what across them. */
final class CodePackage {

    private static final int LARGEST_DATA = 4 << 20;

    /** Larger texts are documents and templates, and hold no addresses to call. */
    private static final int LARGEST_TEXT = 16 << 10;

    /** A call of {@code super(…)} and the class in whose constructor it stands. */
    record SuperCall(CallSite site, Cls child) {}

    /** A class that extends another. */
    record Child(Script script, Cls cls) {}

    /** A call and the file it stands in. */
    record CallSite(Script script, Node call) {}

    private final Map<String, Script> scripts;
    private final Resolver resolver;
    private final Map<String, byte[]> files;
    private final Map<String, Optional<Script>> data = new HashMap<>();
    private final Map<String, List<CallSite>> memberCalls = new HashMap<>();
    private final Map<Binding, List<String>> exportNames = new IdentityHashMap<>();
    private final List<SuperCall> superCalls = new ArrayList<>();
    private final Map<String, List<CallSite>> importedCalls = new HashMap<>();
    private final Map<String, List<CallSite>> environmentWrites = new HashMap<>();
    private final List<Child> children = new ArrayList<>();

    CodePackage(List<Script> scripts, Resolver resolver, Map<String, byte[]> files) {
        this.scripts = new HashMap<>();
        this.resolver = resolver;
        this.files = files;
        for (var script : scripts) {
            this.scripts.put(script.file(), script);
        }
        for (var script : scripts) {
            index(script);
        }
    }

    private void index(Script script) {
        for (var cls : script.classes()) {
            if (cls.heritage() != null) {
                children.add(new Child(script, cls));
            }
        }
        script.environmentWrites()
                .forEach(
                        (name, values) -> {
                            var all =
                                    environmentWrites.computeIfAbsent(
                                            name, key -> new ArrayList<>(1));
                            values.forEach(value -> all.add(new CallSite(script, value)));
                        });
        indexExports(script);
        script.memberCalls()
                .forEach(
                        (name, calls) -> {
                            var sites = memberCalls.computeIfAbsent(name, key -> new ArrayList<>());
                            for (var call : calls) {
                                sites.add(new CallSite(script, call));
                            }
                        });
        for (var call : script.memberCalls().getOrDefault("super", List.of())) {
            if (call.kid(0).is(Kind.SUPER)
                    && script.top().at(call.start()).thisHolder().owner() instanceof Cls child) {
                superCalls.add(new SuperCall(new CallSite(script, call), child));
            }
        }
        for (var binding : script.topLevel().values()) {
            var imported = binding.imported() == null ? required(binding) : binding.imported();
            if (imported != null) {
                var target = script(script, imported.specifier());
                if (target != null) {
                    var key = target.file() + "#" + imported.name();
                    var sites = importedCalls.computeIfAbsent(key, name -> new ArrayList<>());
                    for (var call : binding.calls()) {
                        sites.add(new CallSite(script, call));
                    }
                }
            }
        }
    }

    /**
     * What {@code const {name} = require("x")} and {@code const name = require("x").name} take, and
     * the whole of a module, which is {@code =}; null for anything else.
     */
    private static Binding.@Nullable Import required(Binding binding) {
        if (binding.writes().size() != 1 || binding.isOpaque()) {
            return null;
        }
        var write = binding.writes().getFirst();
        var value = write.value();
        if (value.is(Kind.MEMBER) && write.path().isEmpty()) {
            var specifier = required(value.kid(0));
            return specifier == null ? null : new Binding.Import(specifier, value.name());
        }
        var specifier = write.path().size() > 1 ? null : required(value);
        return specifier == null
                ? null
                : new Binding.Import(
                        specifier, write.path().isEmpty() ? "=" : write.path().getFirst());
    }

    private static @Nullable String required(Node call) {
        return call.is(Kind.CALL)
                        && call.size() == 2
                        && call.kid(0).is(Kind.IDENT)
                        && call.kid(0).isNamed("require")
                        && call.kid(1).is(Kind.STRING)
                ? call.kid(1).name()
                : null;
    }

    /** A file by its path, if it was parsed. */
    @Nullable Script script(String file) {
        return scripts.get(file);
    }

    /** The file of this package that a specifier means, if it was parsed. */
    @Nullable Script script(Script from, String specifier) {
        var file = resolver.resolve(from.file(), specifier);
        return file == null ? null : scripts.get(file);
    }

    /** {@code from package import module}: the file that the name itself means, if it is one. */
    @Nullable Script submodule(Script from, String specifier, String name) {
        if (name.equals("*")) {
            return null;
        }
        return script(from, specifier + (specifier.endsWith(".") ? "" : ".") + name);
    }

    /** The JSON file of this package that a specifier means, read as the expression it is. */
    @Nullable Script data(String fromFile, String specifier) {
        var file = specifier.endsWith(".json") ? resolver.resolve(fromFile, specifier) : null;
        return file == null ? null : data.computeIfAbsent(file, this::readData).orElse(null);
    }

    /** The text of a small file of this package that is neither code nor JSON, or null. */
    @Nullable String content(String fromFile, String specifier) {
        var file = resolver.resolve(fromFile, specifier);
        if (file == null || scripts.containsKey(file)) {
            return null;
        }
        var bytes = files.getOrDefault(file, new byte[0]);
        return bytes.length == 0 || bytes.length > LARGEST_TEXT ? null : SourceText.decode(bytes);
    }

    private Optional<Script> readData(String file) {
        var bytes = files.getOrDefault(file, new byte[0]);
        if (bytes.length == 0 || bytes.length > LARGEST_DATA) {
            return Optional.empty();
        }
        var text = SourceText.decode(bytes);
        try {
            return text == null ? Optional.empty() : Optional.of(Scripts.data(file, text));
        } catch (SyntaxProblem e) {
            // Not JSON: then no code can read constants from it either.
            return Optional.empty();
        }
    }

    List<CallSite> memberCalls(String name) {
        return memberCalls.getOrDefault(name, List.of());
    }

    Map<String, List<CallSite>> memberCalls() {
        return memberCalls;
    }

    List<Child> children() {
        return children;
    }

    /** What code assigns to a variable of the environment. */
    List<CallSite> environmentWrites(String variable) {
        return environmentWrites.getOrDefault(variable, List.of());
    }

    List<SuperCall> superCalls() {
        return superCalls;
    }

    /** Calls in other files of what a file exports under a name. */
    List<CallSite> importedCalls(Script script, String exportName) {
        return importedCalls.getOrDefault(script.file() + "#" + exportName, List.of());
    }

    /** Calls of what a call gives, by the name that it was assigned to. */
    List<CallSite> callsOfResult(CallSite maker) {
        var name = maker.script().callNames().get(maker.call());
        if (name == null) {
            return List.of();
        }
        var calls = new ArrayList<CallSite>();
        name.calls().forEach(call -> calls.add(new CallSite(maker.script(), call)));
        for (var exported : exportedAs(name)) {
            calls.addAll(importedCalls(maker.script(), exported));
        }
        return calls;
    }

    /** The names under which a file offers a top-level binding. */
    List<String> exportedAs(Binding binding) {
        return exportNames.getOrDefault(binding, List.of());
    }

    /** The same of a function or a class, which may be exported without a name of its own. */
    Set<String> exportedAs(Script script, Node value, List<Binding> names) {
        var exported = new LinkedHashSet<String>();
        names.forEach(name -> exported.addAll(exportedAs(name)));
        script.exportWrites()
                .forEach(
                        (name, values) -> {
                            if (values.contains(value)) {
                                exported.add(name);
                            }
                        });
        return exported;
    }

    private void indexExports(Script script) {
        for (var export : script.exports()) {
            var binding = script.topLevel().get(export.local());
            if (export.specifier().isEmpty() && binding != null) {
                exportNames.computeIfAbsent(binding, key -> new ArrayList<>(1)).add(export.name());
            }
        }
        script.exportWrites()
                .forEach(
                        (name, values) -> {
                            for (var value : values) {
                                exported(name, value);
                                if (name.equals("=") && value.is(Kind.OBJECT)) {
                                    for (var property : value.kids()) {
                                        if (property.is(Kind.PROPERTY) && property.text() != null) {
                                            exported(property.name(), property.kid(0));
                                        }
                                    }
                                }
                            }
                        });
    }

    private void exported(String name, Node value) {
        if (value instanceof Ident ident && ident.binding() != null) {
            exportNames.computeIfAbsent(ident.binding(), key -> new ArrayList<>(1)).add(name);
        }
    }
}
