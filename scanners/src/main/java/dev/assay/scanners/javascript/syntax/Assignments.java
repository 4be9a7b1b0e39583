package dev.assay.scanners.javascript.syntax;

import dev.assay.scanners.javascript.syntax.Binding.PropertyWrite;
import dev.assay.scanners.javascript.syntax.Binding.Write;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Notes what is assigned to names, to their properties, to exports and to fields of classes. */
final class Assignments {

    /** The step of a {@link Write} path that takes the elements of a list one by one. */
    private static final String EACH = "[]";

    private final Script script;

    Assignments(Script script) {
        this.script = script;
    }

    /** {@code target = value}, with any operator, in a function. */
    void assign(Fn in, Node node) {
        var target = node.kid(0);
        var value = node.kid(1);
        switch (node.name()) {
            case "=", "||=", "??=", "&&=" -> write(in, target, value);
            case "+=" -> {
                makeOpaque(target);
                if (target instanceof Ident ident && ident.binding() != null) {
                    ident.binding().addAppended(value);
                }
            }
            default -> makeOpaque(target);
        }
    }

    /** Notes that a value reaches a name, a property or a pattern. */
    void write(Fn in, Node target, Node value) {
        write(in, target, value, List.of(), null);
    }

    /** The same of each element that a value has. */
    void writeEach(Fn in, Node target, Node value) {
        write(in, target, value, List.of(EACH), null);
    }

    private void write(Fn in, Node target, Node value, List<String> path, @Nullable Node fallback) {
        switch (target.kind()) {
            case IDENT -> {
                var binding = ((Ident) target).binding();
                if (binding != null) {
                    binding.writes().add(new Write(value, path, fallback));
                    if (path.isEmpty()) {
                        name(binding, value);
                    }
                }
            }
            case MEMBER -> {
                if (path.isEmpty()) {
                    member(in, target, value);
                }
            }
            case INDEX -> {
                if (path.isEmpty()
                        && target.kid(0) instanceof Ident object
                        && object.binding() != null) {
                    object.binding().addPropertyWrite(new PropertyWrite("", target.kid(1), value));
                }
            }
            case OBJECT -> {
                for (var property : target.kids()) {
                    if (property.is(Kind.PROPERTY) && property.text() != null) {
                        write(in, property.kid(0), value, plus(path, property.name()), null);
                    } else {
                        makeOpaque(property.kid(0));
                        if (property.is(Kind.SPREAD) && property.kid(0).is(Kind.IDENT)) {
                            write(in, property.kid(0), value, plus(path, "*"), null);
                        }
                    }
                }
            }
            case ARRAY -> {
                for (var index = 0; index < target.size(); index++) {
                    write(in, target.kid(index), value, plus(path, Integer.toString(index)), null);
                }
            }
            case ASSIGN -> write(in, target.kid(0), value, path, target.kid(1));
            case SPREAD -> makeOpaque(target.kid(0));
            default -> {}
        }
    }

    private void name(Binding binding, Node value) {
        if (value instanceof Fn fn) {
            fn.addName(binding);
        } else if (value instanceof Cls cls) {
            cls.names().add(binding);
        } else if (value.is(Kind.OBJECT)) {
            script.objectNames().put(value, binding);
        } else if (value.is(Kind.CALL)) {
            script.callNames().put(value, binding);
        } else if (value.is(Kind.AWAIT) && value.kid(0).is(Kind.CALL)) {
            script.callNames().put(value.kid(0), binding);
        }
    }

    private static List<String> plus(List<String> path, String name) {
        var longer = new ArrayList<String>(path.size() + 1);
        longer.addAll(path);
        longer.add(name);
        return longer;
    }

    private void member(Fn in, Node target, Node value) {
        var object = target.kid(0);
        var property = target.name();
        switch (object.kind()) {
            case IDENT -> {
                var binding = ((Ident) object).binding();
                if (binding != null) {
                    binding.addPropertyWrite(new PropertyWrite(property, null, value));
                } else if (object.isNamed("exports")) {
                    export(property, value);
                } else if (object.isNamed("module") && property.equals("exports")) {
                    export("=", value);
                }
            }
            case THIS -> {
                if (in.thisHolder().owner() instanceof Cls cls) {
                    cls.write(script, in, property, value);
                }
            }
            case MEMBER -> {
                if (object.isNamed("exports") && object.kid(0) instanceof Ident holder) {
                    if (holder.binding() != null) {
                        var path = "exports." + property;
                        holder.binding().addPropertyWrite(new PropertyWrite(path, null, value));
                    } else if (holder.isNamed("module")) {
                        export(property, value);
                    }
                } else if (object.isNamed("env")) {
                    script.environmentWrites()
                            .computeIfAbsent(property, name -> new ArrayList<>(1))
                            .add(value);
                }
            }
            default -> {}
        }
    }

    private void export(String name, Node value) {
        script.addExportWrite(name, value);
    }

    /** Notes that values reach what is named here that the tree does not show. */
    static void makeOpaque(Node target) {
        switch (target.kind()) {
            case IDENT -> {
                var binding = ((Ident) target).binding();
                if (binding != null) {
                    binding.setOpaque();
                }
            }
            case OBJECT, ARRAY, ASSIGN, PROPERTY, SPREAD -> {
                if (target.size() > 0) {
                    for (var kid : target.kids()) {
                        makeOpaque(kid);
                    }
                }
            }
            default -> {}
        }
    }
}
