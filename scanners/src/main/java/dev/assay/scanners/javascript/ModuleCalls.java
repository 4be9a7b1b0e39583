package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.CodePackage.CallSite;
import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls of what a module exports, by its imported name, and through the module itself: {@code const
 * mail = require("./mail"); mail.send(…)}, {@code (0, mail_1.send)(…)} as compilers write it,
 * {@code import * as mail}, and the modules that bundlers wrap into functions.
 */
final class ModuleCalls {

    private static final int DEEPEST_INTEROP = 3;

    private final CodePackage code;
    private @Nullable Map<String, List<CallSite>> ofFiles;
    private final Map<Fn, Map<String, List<CallSite>>> ofWrapped = new IdentityHashMap<>();
    private final Map<Binding, Optional<Module>> modules = new IdentityHashMap<>();

    ModuleCalls(CodePackage code) {
        this.code = code;
    }

    /** A file of the package, or a function into which a bundler put one. */
    private sealed interface Module {

        record File(Script script) implements Module {}

        record Wrapped(Fn fn) implements Module {}
    }

    List<CallSite> of(Script script, Fn fn) {
        return of(script, fn, fn, fn.names());
    }

    /** Where a class is made. */
    List<CallSite> of(Script script, Cls cls) {
        return of(script, cls, script.top().at(cls.start()), cls.names());
    }

    /**
     * @param inside the function itself, or the one in which the class stands
     */
    private List<CallSite> of(Script script, Node value, Fn inside, List<Binding> names) {
        var files = ofFiles == null ? index() : ofFiles;
        var sites = new ArrayList<CallSite>();
        for (var name : code.exportedAs(script, value, names)) {
            sites.addAll(code.importedCalls(script, name));
            sites.addAll(files.getOrDefault(key(script, name), List.of()));
        }
        for (var fn = inside; fn != null && fn != script.top(); fn = fn.outer()) {
            var calls = ofWrapped.get(fn);
            if (calls != null) {
                for (var name : givenTo(fn, value, names)) {
                    sites.addAll(calls.getOrDefault(name, List.of()));
                }
            }
        }
        return sites;
    }

    private static String key(Script script, String name) {
        return script.file() + "#" + name;
    }

    private Map<String, List<CallSite>> index() {
        var files = new HashMap<String, List<CallSite>>();
        ofFiles = files;
        code.memberCalls()
                .forEach(
                        (name, sites) -> {
                            for (var site : sites) {
                                var module = module(site);
                                var calls =
                                        switch (module) {
                                            case Module.File(var script) ->
                                                    files.computeIfAbsent(
                                                            key(script, name),
                                                            key -> new ArrayList<>(2));
                                            case Module.Wrapped(var fn) ->
                                                    ofWrapped
                                                            .computeIfAbsent(
                                                                    fn, key -> new HashMap<>())
                                                            .computeIfAbsent(
                                                                    name,
                                                                    key -> new ArrayList<>(2));
                                            case null -> null;
                                        };
                                if (calls != null) {
                                    calls.add(site);
                                }
                            }
                        });
        return files;
    }

    private @Nullable Module module(CallSite site) {
        return site.call().kid(0).is(Kind.MEMBER)
                        && site.call().kid(0).kid(0) instanceof Ident receiver
                        && receiver.binding() != null
                ? modules.computeIfAbsent(receiver.binding(), name -> module(site.script(), name))
                        .orElse(null)
                : null;
    }

    private Optional<Module> module(Script script, Binding name) {
        var imported = name.imported();
        if (imported != null) {
            return file(
                    imported.name().equals("*") || imported.name().equals("default")
                            ? code.script(script, imported.specifier())
                            : script.isForeign()
                                    ? code.submodule(script, imported.specifier(), imported.name())
                                    : null);
        }
        if (name.writes().size() != 1
                || name.isOpaque()
                || !name.writes().getFirst().path().isEmpty()) {
            return Optional.empty();
        }
        var value = name.writes().getFirst().value();
        if (value.is(Kind.AWAIT) && value.kid(0).is(Kind.IMPORT)) {
            return specified(script, value.kid(0).kid(0));
        }
        return called(script, value);
    }

    /** {@code require("./mail")}, {@code require_mail()}, and what compilers wrap around them. */
    private Optional<Module> called(Script script, Node value) {
        var call = value;
        for (var depth = 0; depth <= DEEPEST_INTEROP && call.is(Kind.CALL); depth++) {
            if (call.size() == 1) {
                var wrapped = Wrappers.called(script, call);
                return wrapped == null
                        ? Optional.empty()
                        : Optional.of(new Module.Wrapped(wrapped.fn()));
            }
            if (call.kid(0).isNamed("require") && call.kid(0).is(Kind.IDENT)) {
                return specified(script, call.kid(1));
            }
            call = call.kid(1);
        }
        return Optional.empty();
    }

    private Optional<Module> specified(Script script, Node specifier) {
        return file(specifier.is(Kind.STRING) ? code.script(script, specifier.name()) : null);
    }

    private static Optional<Module> file(@Nullable Script script) {
        return Optional.ofNullable(script).map(Module.File::new);
    }

    /** The names that a wrapped module writes a value to, in its {@code exports}. */
    private static Set<String> givenTo(Fn wrapper, Node value, List<Binding> names) {
        var given = new LinkedHashSet<String>();
        if (wrapper.parameters().isEmpty()) {
            return given;
        }
        var exports = wrapper.parameters().getFirst().binding();
        if (exports != null) {
            for (var write : exports.propertyWrites()) {
                var isIt =
                        write.value() == value
                                || write.value() instanceof Ident ident
                                        && ident.binding() != null
                                        && names.contains(ident.binding());
                if (isIt && !write.property().isEmpty()) {
                    given.add(write.property());
                }
            }
        }
        return given;
    }
}
