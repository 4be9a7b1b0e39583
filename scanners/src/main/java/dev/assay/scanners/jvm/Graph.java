package dev.assay.scanners.jvm;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Which methods of the package call which, and which of them act on the outside. */
final class Graph {

    /** As deep as calls are followed with what they are called with. */
    private static final int DEEPEST = 4;

    private static final Set<String> ACTING =
            Set.of(
                    "java/lang/Runtime",
                    "java/lang/ProcessBuilder",
                    "java/nio/file/Files",
                    "java/io/File",
                    "java/io/FileInputStream",
                    "java/io/FileOutputStream",
                    "java/io/FileReader",
                    "java/io/FileWriter",
                    "java/io/RandomAccessFile",
                    "java/net/URL",
                    "java/net/ServerSocket",
                    "java/net/InetAddress",
                    "java/net/URLClassLoader",
                    "java/lang/ClassLoader",
                    "javax/naming/Context",
                    "javax/naming/InitialContext",
                    "javax/script/ScriptEngine",
                    "java/sql/DriverManager");

    private static final Set<String> ACTING_METHODS =
            Set.of(
                    "java/lang/System.getenv",
                    "java/lang/System.load",
                    "java/lang/System.loadLibrary",
                    "java/lang/Class.forName");

    /** A call in a method, by its number among the instructions. */
    record Edge(Method from, int index, Method to) {}

    private final Map<Method, List<Edge>> calls = new HashMap<>();
    private final Set<Method> acting = new HashSet<>();

    /**
     * @param broken is told of a class whose code cannot be read after all
     */
    Graph(Classes classes, BiConsumer<Cls, RuntimeException> broken) {
        var callers = new HashMap<Method, List<Method>>();
        for (var cls : classes.all()) {
            for (var method : cls.methods().values()) {
                try {
                    read(method, classes, callers);
                } catch (RuntimeException e) {
                    broken.accept(cls, e);
                }
            }
        }
        spread(callers);
    }

    private void read(Method method, Classes classes, Map<Method, List<Method>> callers) {
        var code = method.code();
        if (code == null) {
            return;
        }
        var edges = new ArrayList<Edge>(4);
        for (var index = 0; index < code.size(); index++) {
            var called = (Method) null;
            switch (code.instructions().get(index)) {
                case InvokeInstruction call -> {
                    var owner = call.owner().asInternalName();
                    var name = call.name().stringValue();
                    if (acts(owner, name)) {
                        acting.add(method);
                    }
                    if (classes.isOwn(owner)) {
                        called =
                                classes.called(
                                        owner,
                                        name,
                                        call.type().stringValue(),
                                        call.opcode() != Opcode.INVOKESPECIAL);
                    }
                }
                case InvokeDynamicInstruction call -> {
                    var args = call.bootstrapArgs();
                    if (args.size() > 1 && args.get(1) instanceof DirectMethodHandleDesc handle) {
                        called =
                                classes.called(
                                        Site.internal(handle.owner()),
                                        handle.methodName(),
                                        handle.lookupDescriptor(),
                                        true);
                    }
                }
                default -> {}
            }
            if (called != null) {
                edges.add(new Edge(method, index, called));
                callers.computeIfAbsent(called, key -> new ArrayList<>(2)).add(method);
            }
        }
        if (!edges.isEmpty()) {
            calls.put(method, List.copyOf(edges));
        }
    }

    private static boolean acts(String owner, String name) {
        return ACTING.contains(owner)
                || ACTING_METHODS.contains(owner + "." + name)
                || Network.isClient(owner)
                || Network.isSocket(owner)
                || Network.isMail(owner)
                || Network.isStreamOut(owner)
                || CopyFacts.isCopy(Holders.property(name));
    }

    /** Who calls what acts, acts. */
    private void spread(Map<Method, List<Method>> callers) {
        var edge = new ArrayList<>(acting);
        for (var depth = 0; depth < DEEPEST; depth++) {
            var next = new ArrayList<Method>();
            for (var method : edge) {
                for (var caller : callers.getOrDefault(method, List.of())) {
                    if (acting.add(caller)) {
                        next.add(caller);
                    }
                }
            }
            edge = next;
        }
    }

    boolean acts(Method method) {
        return acting.contains(method);
    }

    List<Edge> callsOf(Method method) {
        return calls.getOrDefault(method, List.of());
    }
}
