package dev.assay.scanners.jvm;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.ZipReader;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.profile.CodeAnalysis;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.profile.SeenFacts;
import dev.assay.scanners.profiler.Profiler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A jar of what the compiler makes of Java sources, and what the analyser says of it. */
final class Jars implements SeenFacts {

    private final Map<String, String> sources = new TreeMap<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private List<String> options = List.of("-g");
    private String version = "1.0.0";

    /** One class, whose name is the first that the source declares. */
    static Jars of(String source) {
        return new Jars().with(source);
    }

    /** A class {@code a.Main} with these members. */
    static Jars members(String members) {
        return of("package a; import java.util.*; public class Main {" + members + "}");
    }

    /** A method of {@code a.Main} with this body, which gets {@code text}. */
    static Jars body(String body) {
        return members("public Object act(String text) throws Exception {" + body + "}");
    }

    Jars with(String source) {
        var matcher =
                java.util.regex.Pattern.compile("(?:class|interface|record|enum|@interface) (\\w+)")
                        .matcher(source);
        var space = java.util.regex.Pattern.compile("package ([\\w.]+);").matcher(source);
        if (!matcher.find() || !space.find()) {
            throw new IllegalArgumentException(source);
        }
        sources.put(space.group(1).replace('.', '/') + "/" + matcher.group(1), source);
        return this;
    }

    Jars file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Jars file(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    Jars options(String... compiler) {
        options = List.of(compiler);
        return this;
    }

    Jars version(String number) {
        version = number;
        return this;
    }

    /** The classes by path; those that stand for libraries are left out. */
    Map<String, byte[]> classes() {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var made = new TreeMap<String, byte[]>();
        var all = new TreeMap<>(Libraries.SOURCES);
        all.putAll(sources);
        var units = new ArrayList<JavaFileObject>();
        all.forEach((name, source) -> units.add(new Source(name, source)));
        var problems = new java.io.StringWriter();
        try (var manager = new Memory(compiler.getStandardFileManager(null, null, null), made)) {
            if (!compiler.getTask(problems, manager, null, options, null, units).call()) {
                throw new IllegalArgumentException(problems.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        made.keySet()
                .removeIf(
                        path ->
                                Libraries.SOURCES.keySet().stream()
                                        .anyMatch(
                                                name ->
                                                        path.equals(name + ".class")
                                                                || path.startsWith(name + "$")));
        return made;
    }

    byte[] bytes() {
        var all = new TreeMap<>(files);
        if (!sources.isEmpty()) {
            all.putAll(classes());
        }
        return zip(all);
    }

    static byte[] zip(Map<String, byte[]> files) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    PackageTree tree() {
        return tree(bytes(), version);
    }

    static PackageTree tree(byte[] jar, String version) {
        return switch (read(jar, Purl.parse("pkg:maven/org.sample/server@" + version))) {
            case ReadOutcome.Read(var tree) -> tree;
            case ReadOutcome.Rejected(var reason) -> throw new IllegalArgumentException(reason);
        };
    }

    static ReadOutcome read(byte[] jar, Purl purl) {
        try {
            var file = Files.createTempFile("server-1.2.3", ".jar");
            try {
                Files.write(file, jar);
                return new ZipReader(ArchiveLimits.DEFAULT, Clock.systemUTC()).read(file, purl);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CodeAnalysis analyse() {
        return new JvmAnalyser(JvmLimits.defaults()).analyse(tree());
    }

    Profile profile() {
        return new Profiler().profile(tree());
    }

    @Override
    public List<Fact> facts() {
        return analyse().facts();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("memory:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, byte[]> made;

        Memory(JavaFileManager manager, Map<String, byte[]> made) {
            super(manager);
            this.made = made;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            var path = name.replace('.', '/') + ".class";
            return new SimpleJavaFileObject(URI.create("memory:///" + path), kind) {
                @Override
                public java.io.OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            made.put(path, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
