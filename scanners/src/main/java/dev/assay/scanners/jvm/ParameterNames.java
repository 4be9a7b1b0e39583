package dev.assay.scanners.jvm;

import java.lang.classfile.Attributes;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.List;

/** What the parameters of a method are called, as far as the class file tells it. */
final class ParameterNames {

    private ParameterNames() {}

    /** In order, one for each parameter; empty where one has none. */
    static List<String> of(Method method) {
        var count = method.type().parameterCount();
        var declared = method.model().findAttribute(Attributes.methodParameters());
        var names = new ArrayList<String>();
        if (declared.isPresent() && declared.get().parameters().size() == count) {
            declared.get()
                    .parameters()
                    .forEach(
                            each ->
                                    names.add(
                                            each.name()
                                                    .map(name -> name.stringValue())
                                                    .orElse("")));
            return names;
        }
        if (method.name().equals("<init>")) {
            var record = method.owner().model().findAttribute(Attributes.record());
            if (record.isPresent() && record.get().components().size() == count) {
                record.get().components().forEach(each -> names.add(each.name().stringValue()));
                return names;
            }
        }
        var code = method.code();
        var slot = method.isStatic() ? 0 : 1;
        for (var type : method.type().parameterList()) {
            var name = code == null ? null : code.nameOf(slot);
            names.add(name == null ? "" : name);
            slot += TypeKind.from(type).slotSize();
        }
        return names;
    }
}
