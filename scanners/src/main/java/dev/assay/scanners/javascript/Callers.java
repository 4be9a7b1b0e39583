package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.CodePackage.CallSite;
import dev.assay.scanners.javascript.Value.Argument;
import dev.assay.scanners.javascript.Value.Instance;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Parameter;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Finds what callers inside the package pass to a function. */
final class Callers {

    private static final int MOST_SITES = 24;

    /** A method name that so many calls share says nothing about which method is meant. */
    private static final int MOST_OF_ONE_NAME = 12;

    private static final int MOST_LOOKED_AT = 600;

    private final Evaluator evaluator;
    private final CodePackage code;
    private final Handed handed;
    private final ModuleCalls modules;

    Callers(Evaluator evaluator, CodePackage code) {
        this.evaluator = evaluator;
        this.code = code;
        this.handed = new Handed(evaluator);
        this.modules = new ModuleCalls(code);
    }

    List<Value> arguments(Script script, Parameter parameter) {
        var fn = parameter.function();
        var values = new Alternatives();
        var sites = sites(script, fn);
        for (var site : sites) {
            var argument = argument(site.call(), fn, parameter.index());
            if (argument != null) {
                values.addAll(evaluator.of(site.script(), argument));
            }
        }
        if (sites.isEmpty()) {
            var call = fn.handedTo();
            values.addAll(
                    call == null
                            ? List.of(new Argument(fn, parameter.index(), ""))
                            : handed.arguments(script, fn, call, parameter.index()));
        }
        return values.list();
    }

    private static @Nullable Node argument(Node call, Fn fn, int index) {
        var named = NamedArguments.of(call);
        if (named != null) {
            return NamedArguments.given(call, named, fn, index);
        }
        for (var at = 1; at <= index + 1 && at < call.size(); at++) {
            if (call.kid(at).is(Kind.SPREAD)) {
                return null;
            }
        }
        return index + 1 < call.size() ? call.kid(index + 1) : null;
    }

    /** The calls that are known to be calls of a function. */
    List<CallSite> sites(Script script, Fn fn) {
        return sites(script, fn, MOST_SITES);
    }

    /** As many of them as somebody wants to look at one by one. */
    List<CallSite> sites(Script script, Fn fn, int most) {
        var sites = new ArrayList<CallSite>();
        addAll(script, fn.directCalls(), most, sites);
        for (var name : fn.names()) {
            addAll(script, name.calls(), most, sites);
        }
        sites.addAll(modules.of(script, fn));
        if (fn.isReturned() && fn.outer() != null) {
            for (var maker : sites(script, fn.outer(), most)) {
                sites.addAll(code.callsOfResult(maker));
            }
        }
        switch (fn.owner()) {
            case Cls cls when fn.title().equals(cls.name()) || cls.member("constructor") == fn ->
                    construction(script, cls, most, sites);
            case Node owner -> method(script, owner, fn, most, sites);
            case null -> {}
        }
        return sites.size() > most ? sites.subList(0, most) : sites;
    }

    private static void addAll(Script script, List<Node> calls, int most, List<CallSite> sites) {
        var count = Math.min(calls.size(), most);
        for (var index = 0; index < count; index++) {
            sites.add(new CallSite(script, calls.get(index)));
        }
    }

    private void construction(Script script, Cls cls, int most, List<CallSite> sites) {
        for (var name : cls.names()) {
            addAll(script, name.calls(), most, sites);
        }
        sites.addAll(modules.of(script, cls));
        for (var call : code.superCalls()) {
            if (call.child().heritage() instanceof Ident parent
                    && parent.binding() != null
                    && (cls.names().contains(parent.binding()) || parent.isNamed(cls.name()))) {
                sites.add(call.site());
            }
        }
    }

    private void method(Script script, Node owner, Fn fn, int most, List<CallSite> sites) {
        var calls = code.memberCalls(fn.title());
        var count = Math.min(calls.size(), MOST_LOOKED_AT);
        for (var index = 0; index < count; index++) {
            var site = calls.get(index);
            var receiver = site.call().kid(0).kid(0);
            if (calls.size() <= MOST_OF_ONE_NAME
                    ? !isForeign(site.script(), receiver, owner)
                    : isOwn(site.script(), receiver, owner)) {
                sites.add(site);
            }
            if (sites.size() > most) {
                return;
            }
        }
    }

    private boolean isOwn(Script script, Node receiver, Node owner) {
        if (receiver.is(Kind.THIS)) {
            return script.top().at(receiver.start()).thisHolder().owner() == owner;
        }
        for (var value : evaluator.of(script, receiver)) {
            if (value instanceof Instance instance && instance.cls() == owner) {
                return true;
            }
        }
        return false;
    }

    /** Whether the receiver is known to be something else. */
    private boolean isForeign(Script script, Node receiver, Node owner) {
        if (receiver.is(Kind.THIS)) {
            return script.top().at(receiver.start()).thisHolder().owner() instanceof Cls other
                    && other != owner
                    && other.heritage() == null;
        }
        for (var value : evaluator.of(script, receiver)) {
            if (value instanceof Value.External) {
                return true;
            }
        }
        return false;
    }
}
