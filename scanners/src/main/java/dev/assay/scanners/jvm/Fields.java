package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.Via;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.Attributes;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What is kept in fields: of one object where it is followed, of all objects of a class else. */
final class Fields {

    private static final int DEEPEST = 16;

    private final Classes classes;
    private final Map<String, Val> kept = new HashMap<>();
    private final Set<String> initialised = new HashSet<>();
    private final Map<String, @Nullable Cls> holders = new HashMap<>();
    private Consumer<Method> initialiser = method -> {};

    Fields(Classes classes) {
        this.classes = classes;
        for (var cls : classes.all()) {
            constants(cls);
        }
    }

    private void constants(Cls cls) {
        for (var field : cls.model().fields()) {
            var constant = field.findAttribute(Attributes.constantValue());
            if (constant.isPresent()) {
                var key = cls.name() + "." + field.fieldName().stringValue();
                switch (constant.get().constant().constantValue()) {
                    case String text ->
                            kept.putIfAbsent(key, Val.of(new Text(text, Via.PLAIN, origin(cls))));
                    case Integer number -> kept.putIfAbsent(key, Val.of(number));
                    case Long number -> kept.putIfAbsent(key, Val.wide(number));
                    default -> {}
                }
            }
        }
    }

    private static Origin origin(Cls cls) {
        var methods = cls.methods().values().iterator();
        return methods.hasNext() ? new Origin(methods.next(), 0) : Report.NOWHERE;
    }

    /** Who runs the static initialiser of a class when one of its fields is read first. */
    void initialiser(Consumer<Method> how) {
        initialiser = how;
    }

    Val read(String owner, String name, ClassDesc type, @Nullable Val object, Origin at) {
        var heap = object == null ? null : object.heap();
        if (heap != null && heap.fields().containsKey(name)) {
            return heap.fields().get(name);
        }
        var holder = holder(owner, name);
        if (holder == null) {
            return object == null && !type.isPrimitive()
                    ? Val.symbol(owner + "." + name)
                    : unknown(type);
        }
        if (object == null && initialised.add(holder.name())) {
            var method = holder.methods().get("<clinit>()V");
            if (method != null && method.code() != null && method != at.method()) {
                initialiser.accept(method);
            }
        }
        var known = kept.get(holder.name() + "." + name);
        var value = known == null ? unknown(type) : known;
        if (object == null && known == null && type.isPrimitive()) {
            return unknown(type);
        }
        return object == null && value.symbol().isEmpty() && known == null
                ? Val.symbol(owner + "." + name)
                : object == null
                        ? value.heap() == null ? value : value.named(owner + "." + name)
                        : value.with(object.flow());
    }

    void write(String owner, String name, @Nullable Val object, Val value) {
        var heap = object == null ? null : object.heap();
        if (heap != null) {
            heap.put(name, value);
        }
        var holder = holder(owner, name);
        if (holder != null && value.isInformative()) {
            kept.merge(holder.name() + "." + name, value, Val::or);
        }
    }

    /** The class that declares a field; null for fields of other packages. */
    private @Nullable Cls holder(String owner, String name) {
        var key = owner + "." + name;
        if (!holders.containsKey(key)) {
            holders.put(key, search(owner, name));
        }
        return holders.get(key);
    }

    private @Nullable Cls search(String owner, String name) {
        var cls = classes.named(owner);
        for (var depth = 0; cls != null && depth < DEEPEST; depth++) {
            for (var field : cls.model().fields()) {
                if (field.fieldName().equalsString(name)) {
                    return cls;
                }
            }
            cls = classes.named(cls.superName());
        }
        return null;
    }

    private static Val unknown(ClassDesc type) {
        return TypeKind.from(type).slotSize() == 2 ? Val.WIDE : Val.UNKNOWN;
    }
}
