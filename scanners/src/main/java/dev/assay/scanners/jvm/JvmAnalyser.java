package dev.assay.scanners.jvm;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.CallPath.Start;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.CodeAnalysis;
import dev.assay.scanners.profile.FunctionPrint;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the classes of a package. Nothing of it is loaded or executed; whatever cannot be read is
 * named in the answer. The same tree gives the same answer.
 */
public final class JvmAnalyser {

    private final JvmLimits limits;

    public JvmAnalyser(JvmLimits limits) {
        this.limits = limits;
    }

    /** Analyses all classes of a package; {@link CodeAnalysis#NONE} where it has none. */
    public CodeAnalysis analyse(PackageTree tree) {
        var files = new ClassFiles(tree.files(), limits);
        if (files.bytes() == 0) {
            return CodeAnalysis.NONE;
        }
        return new Analysis(tree, files).all();
    }

    private final class Analysis {

        private final ClassFiles files;
        private final Classes classes;
        private final Report report;
        private final Graph graph;
        private final Facts facts;
        private final Calls calls;
        private final Budget budget;
        private final JarFacts jar;
        private final Reach reach;
        private final ToolFacts tools;
        private final Map<Method, Boolean> filling = new HashMap<>();

        Analysis(PackageTree tree, ClassFiles files) {
            this.files = files;
            this.report = new Report(tree.purl().toString());
            this.classes = new Classes(files.classes());
            this.graph = new Graph(classes, this::broken);
            this.facts = new Facts(classes, report);
            this.budget = new Budget(limits.steps());
            this.tools = new ToolFacts(report);
            var fields = new Fields(classes);
            this.calls = new Calls(classes, fields, new Library(), graph, facts);
            var constants = new Constants(facts::constant);
            calls.through(new Interpreter(new Instructions(constants, calls, fields), budget));
            fields.initialiser(method -> follow(method, false));
            this.jar = new JarFacts(tree, report);
            JarLicences.report(tree, report, jar.bundleLicence());
            this.reach = new Reach(classes, jar.starts(), jar.isProgram());
        }

        CodeAnalysis all() {
            var functions = prints();
            for (var cls : classes.all()) {
                guarded(cls, () -> tools.look(cls));
            }
            var tls = new TlsFacts(classes, report);
            // First what is kept in fields, so that methods that read them know it.
            for (var cls : classes.all()) {
                cls.methods().values().stream()
                        .filter(this::keeps)
                        .forEach(method -> follow(method, false));
            }
            for (var cls : classes.all()) {
                guarded(cls, () -> tls.look(cls));
                cls.methods().values().forEach(this::look);
            }
            if (budget.isSpent()) {
                var first = classes.all().getFirst();
                files.missed(
                        first,
                        size(first),
                        "following values through this and "
                                + (classes.all().size() - 1)
                                + " other classes took more steps than allowed");
            }
            var paths = new CallPaths(graph, roots());
            return new CodeAnalysis(
                    report.facts(reach, paths),
                    functions,
                    files.bytes(),
                    files.parsedBytes(),
                    files.unparsed().stream()
                            .sorted(Comparator.comparing(each -> each.file()))
                            .toList(),
                    reach.files(),
                    Set.of(),
                    Set.of());
        }

        private void look(Method method) {
            if (method.isNative()) {
                var at = new Origin(method, 0);
                report.add(
                        FindingKind.NATIVE_BINARY,
                        "JNI " + method.owner().simpleName(),
                        Via.PLAIN,
                        at,
                        at,
                        "native " + method.title(),
                        Map.of("how", "jni"));
            }
            follow(method, true);
        }

        /** Whether it, or what it calls, fills fields. */
        private boolean keeps(Method method) {
            return fills(method)
                    || graph.callsOf(method).stream().anyMatch(edge -> fills(edge.to()));
        }

        private boolean fills(Method method) {
            return filling.computeIfAbsent(method, Analysis::hasFill);
        }

        private static boolean hasFill(Method method) {
            var code = method.code();
            return code != null
                    && code.instructions().stream()
                            .anyMatch(
                                    each ->
                                            each instanceof FieldInstruction field
                                                    && (field.opcode() == Opcode.PUTFIELD
                                                            || field.opcode() == Opcode.PUTSTATIC));
        }

        private void follow(Method method, boolean isTold) {
            if (method.code() == null) {
                return;
            }
            var args = new ArrayList<Val>();
            if (!method.isStatic()) {
                args.add(Val.UNKNOWN);
            }
            var names = tools.argumentsOf(method);
            if (names != null) {
                for (var name : names) {
                    args.add(
                            name.isEmpty() ? Val.UNKNOWN : Val.flowing(Set.of("argument:" + name)));
                }
            }
            try {
                calls.run(new Activation(method, 0, isTold), args);
            } catch (IllegalArgumentException
                    | IndexOutOfBoundsException
                    | ClassCastException
                    | IllegalStateException
                    | StackOverflowError e) {
                // Code that the parser reads and no virtual machine would run.
                files.missed(
                        method.owner(),
                        size(method.owner()),
                        "the method " + method.name() + " cannot be followed: " + e);
            }
        }

        private void broken(Cls cls, Throwable e) {
            files.missed(cls, size(cls), "cannot be read to its end: " + e.getMessage());
        }

        private void guarded(Cls cls, Runnable look) {
            try {
                look.run();
            } catch (RuntimeException | StackOverflowError e) {
                // Whatever the parser throws of bytes that it reads late.
                broken(cls, e);
            }
        }

        private long size(Cls cls) {
            return files.size(cls.file());
        }

        private List<FunctionPrint> prints() {
            var prints = new Prints(classes);
            var functions = new ArrayList<FunctionPrint>();
            for (var cls : classes.all()) {
                guarded(cls, () -> prints(cls, prints, functions));
            }
            functions.sort(
                    Comparator.comparing(FunctionPrint::file)
                            .thenComparingInt(FunctionPrint::start));
            return functions;
        }

        private void prints(Cls cls, Prints prints, List<FunctionPrint> functions) {
            var listing = Listing.of(cls);
            for (var method : cls.methods().values()) {
                if (method.code() == null) {
                    continue;
                }
                if (functions.size() >= limits.prints()) {
                    files.missed(
                            cls,
                            size(cls),
                            "the package has more than " + limits.prints() + " methods");
                    return;
                }
                functions.add(prints.of(method, listing.of(method)));
            }
        }

        private List<CallPaths.Root> roots() {
            var roots = new ArrayList<>(tools.roots());
            for (var cls : classes.all()) {
                var isStarted = jar.starts().contains(cls.name());
                for (var method : cls.methods().values()) {
                    if (method.code() == null) {
                        continue;
                    }
                    if (method.name().equals("<clinit>") && reach.reaches(cls)) {
                        roots.add(
                                new CallPaths.Root(
                                        Start.START_UP, "loading of " + cls.simpleName(), method));
                    } else if (method.name().equals("main") && method.isStatic() || isStarted) {
                        roots.add(new CallPaths.Root(Start.START_UP, cls.simpleName(), method));
                    } else if (!cls.isNested() && method.isPublic() && cls.isPublic()) {
                        roots.add(new CallPaths.Root(Start.IMPORT, cls.simpleName(), method));
                    }
                }
            }
            return roots;
        }
    }
}
