package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.text.Hosts;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** Code that is made, loaded or chosen while running, and machine code that is loaded. */
final class CodeFacts {

    private static final Map<String, String> SINKS =
            Map.ofEntries(
                    Map.entry("java/lang/ClassLoader.defineClass", "defineClass"),
                    Map.entry("java/security/SecureClassLoader.defineClass", "defineClass"),
                    Map.entry(
                            "java/lang/invoke/MethodHandles$Lookup.defineClass",
                            "Lookup.defineClass"),
                    Map.entry(
                            "java/lang/invoke/MethodHandles$Lookup.defineHiddenClass",
                            "Lookup.defineHiddenClass"),
                    Map.entry("sun/misc/Unsafe.defineClass", "Unsafe.defineClass"),
                    Map.entry("sun/misc/Unsafe.defineAnonymousClass", "Unsafe.defineClass"),
                    Map.entry("jdk/internal/misc/Unsafe.defineClass", "Unsafe.defineClass"),
                    Map.entry("java/net/URLClassLoader.<init>", "URLClassLoader"),
                    Map.entry("java/net/URLClassLoader.newInstance", "URLClassLoader"),
                    Map.entry("javax/script/ScriptEngine.eval", "ScriptEngine.eval"),
                    Map.entry("javax/script/Compilable.compile", "ScriptEngine.compile"),
                    Map.entry("org/graalvm/polyglot/Context.eval", "polyglot Context.eval"),
                    Map.entry("groovy/lang/GroovyShell.evaluate", "GroovyShell.evaluate"),
                    Map.entry("groovy/lang/GroovyShell.parse", "GroovyShell.parse"),
                    Map.entry(
                            "groovy/lang/GroovyClassLoader.parseClass",
                            "GroovyClassLoader.parseClass"),
                    Map.entry("bsh/Interpreter.eval", "BeanShell eval"),
                    Map.entry("org/mvel2/MVEL.eval", "MVEL.eval"),
                    Map.entry("jdk/jshell/JShell.eval", "JShell.eval"),
                    Map.entry("javax/tools/JavaCompiler.getTask", "JavaCompiler.getTask"),
                    Map.entry(
                            "java/io/ObjectInputStream.readObject", "ObjectInputStream.readObject"),
                    Map.entry(
                            "java/io/ObjectInputStream.readUnshared",
                            "ObjectInputStream.readObject"),
                    Map.entry("java/beans/XMLDecoder.readObject", "XMLDecoder.readObject"),
                    Map.entry(
                            "java/lang/instrument/Instrumentation.addTransformer",
                            "Instrumentation.addTransformer"),
                    Map.entry(
                            "java/lang/instrument/Instrumentation.redefineClasses",
                            "Instrumentation.redefineClasses"),
                    Map.entry(
                            "java/lang/instrument/Instrumentation.retransformClasses",
                            "Instrumentation.retransformClasses"),
                    Map.entry(
                            "java/lang/instrument/Instrumentation.appendToSystemClassLoaderSearch",
                            "Instrumentation.appendToSystemClassLoaderSearch"),
                    Map.entry(
                            "com/sun/tools/attach/VirtualMachine.attach", "VirtualMachine.attach"),
                    Map.entry(
                            "com/sun/tools/attach/VirtualMachine.loadAgent",
                            "VirtualMachine.loadAgent"));

    private final Report report;

    CodeFacts(Report report) {
        this.report = report;
    }

    void look(Site site) {
        var sink = SINKS.get(site.owner() + "." + site.name());
        if (sink == null
                && site.name().equals("defineClass")
                && site.args().size() >= 3
                && site.returns().equals("java/lang/Class")) {
            sink = "defineClass";
        }
        if (sink != null) {
            add(site, sink, sink, site.arg(0));
            return;
        }
        switch (site.owner() + "." + site.name()) {
            case "java/lang/Class.forName" -> chosen(site, "Class.forName");
            case "java/lang/ClassLoader.loadClass", "java/net/URLClassLoader.loadClass" ->
                    chosen(site, "loadClass");
            case "javax/naming/Context.lookup",
                    "javax/naming/InitialContext.lookup",
                    "javax/naming/InitialContext.doLookup" ->
                    named(site);
            case "java/lang/System.load",
                    "java/lang/System.loadLibrary",
                    "java/lang/Runtime.load",
                    "java/lang/Runtime.loadLibrary",
                    "com/sun/jna/Native.load",
                    "com/sun/jna/Native.loadLibrary",
                    "java/lang/foreign/SymbolLookup.libraryLookup" ->
                    machineCode(site);
            case "org/springframework/expression/spel/standard/SpelExpressionParser.parseExpression",
                    "org/springframework/expression/ExpressionParser.parseExpression" -> {
                var text = site.arg(0).text();
                if (text == null || !text.isWhole() || text.via() == Via.DECODED) {
                    add(site, "SpEL", "SpEL parseExpression", site.arg(0));
                }
            }
            default -> {}
        }
    }

    private void add(Site site, String sink, String value, Val code) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("sink", sink);
        var text = text(site, code);
        if (text != null) {
            var shown = text.shown();
            detail.put("code", shown.length() > 300 ? shown.substring(0, 300) : shown);
        }
        var flow = code.allFlow();
        for (var arg : site.args()) {
            flow = Val.union(flow, arg.allFlow());
        }
        if (flow.stream().anyMatch(source -> source.startsWith("response")) || isRemote(site)) {
            detail.put("remote", true);
        }
        report.add(
                FindingKind.DYNAMIC_CODE,
                value,
                isHidden(site) ? Via.DECODED : text == null ? Via.PLAIN : text.via(),
                site,
                detail);
    }

    private static @Nullable Text text(Site site, Val code) {
        var texts = code.allTexts();
        for (var index = 1; texts.isEmpty() && index < site.args().size(); index++) {
            texts = site.arg(index).allTexts();
        }
        return texts.isEmpty() ? null : texts.getFirst();
    }

    /** Bytes of a class that were decoded from a constant. */
    private static boolean isHidden(Site site) {
        return site.args().stream()
                .flatMap(arg -> arg.allTexts().stream())
                .anyMatch(text -> text.via() == Via.DECODED);
    }

    private static boolean isRemote(Site site) {
        return site.owner().equals("java/net/URLClassLoader")
                && site.arg(0).heap() != null
                && site.arg(0).heap().elements().stream()
                        .flatMap(element -> element.allTexts().stream())
                        .map(text -> Hosts.ofUrl(text.text()))
                        .anyMatch(to -> to != null);
    }

    /** A class whose name only the run decides, or that is hidden by an encoding. */
    private void chosen(Site site, String how) {
        var texts = site.arg(0).texts();
        var unknown = texts.isEmpty() || texts.stream().anyMatch(text -> !text.isWhole());
        for (var text : texts) {
            if (text.via() == Via.DECODED) {
                report.add(
                        FindingKind.DYNAMIC_CODE,
                        how + " " + text.shown(),
                        text.via(),
                        site,
                        Map.of("sink", "import"));
            }
        }
        if (unknown && site.arg(0).symbol().isEmpty()) {
            var pattern = texts.isEmpty() ? "*" : texts.getFirst().shown();
            report.add(
                    FindingKind.DYNAMIC_CODE,
                    how + " " + pattern,
                    Via.PLAIN,
                    site,
                    Map.of("sink", "import"));
        }
    }

    /** A name that a directory server may answer with code to. */
    private void named(Site site) {
        var texts = site.arg(0).texts();
        for (var text : texts) {
            if (text.text().contains("://")) {
                report.add(
                        FindingKind.DYNAMIC_CODE,
                        "JNDI " + text.shown(),
                        text.via(),
                        site,
                        Map.of("sink", "JNDI", "remote", true));
            }
        }
        if (texts.isEmpty()
                || texts.stream()
                        .anyMatch(
                                text ->
                                        !text.isWhole()
                                                && text.text().charAt(0)
                                                        == dev.assay.scanners.text.Holes.HOLE)) {
            report.add(
                    FindingKind.DYNAMIC_CODE,
                    "JNDI lookup",
                    Via.PLAIN,
                    site,
                    Map.of("sink", "JNDI"));
        }
    }

    private void machineCode(Site site) {
        var texts = site.arg(0).allTexts();
        var text = texts.isEmpty() ? null : texts.getFirst();
        var shown = text == null ? site.title() + " *" : text.shown();
        report.add(
                FindingKind.NATIVE_BINARY,
                shown.substring(shown.lastIndexOf('/') + 1),
                text == null ? Via.PLAIN : text.via(),
                site,
                Map.of("how", "load"));
    }
}
