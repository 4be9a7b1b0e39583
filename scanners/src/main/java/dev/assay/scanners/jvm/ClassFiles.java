package dev.assay.scanners.jvm;

import dev.assay.scanners.artifact.ZipReader;
import dev.assay.scanners.profile.Coverage.Unparsed;

import java.lang.classfile.ClassFile;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** The class files of a package: those that could be read, and why the others could not. */
final class ClassFiles {

    private static final int MAGIC = 0xcafebabe;

    /** A fat Mach-O begins with the same bytes, and has a small number of architectures behind. */
    private static final int LEAST_VERSION = 45;

    /** Far beyond the class files of any Java there is. */
    private static final int MOST_VERSION = 150;

    private final SortedMap<String, byte[]> files;
    private final JvmLimits limits;
    private final List<Cls> classes = new ArrayList<>();
    private final List<Unparsed> unparsed = new ArrayList<>();
    private long bytes;
    private long unparsedBytes;

    ClassFiles(SortedMap<String, byte[]> files, JvmLimits limits) {
        this.files = files;
        this.limits = limits;
        files.forEach(
                (file, content) -> {
                    if (isClass(file, content)) {
                        bytes += content.length;
                        read(file, content);
                    }
                });
        unread(files);
    }

    /** By what the bytes are, or by the name alone where they are something else. */
    private static boolean isClass(String file, byte[] content) {
        if (content.length < 8) {
            return file.endsWith(".class");
        }
        var magic =
                (content[0] & 0xff) << 24
                        | (content[1] & 0xff) << 16
                        | (content[2] & 0xff) << 8
                        | content[3] & 0xff;
        var version = (content[6] & 0xff) << 8 | content[7] & 0xff;
        return file.endsWith(".class")
                || magic == MAGIC && version >= LEAST_VERSION && version < MOST_VERSION;
    }

    private void read(String file, byte[] content) {
        if (content.length > limits.classBytes()) {
            missed(file, content, "a class of more than " + limits.classBytes() + " bytes");
            return;
        }
        if (classes.size() >= limits.classes()) {
            missed(file, content, "the package has more than " + limits.classes() + " classes");
            return;
        }
        try {
            var cls = new Cls(file, ClassFile.of().parse(content));
            for (var method : cls.methods().values()) {
                var code = method.code();
                if (code != null && code.size() > limits.instructions()) {
                    missed(
                            file,
                            content,
                            "the method "
                                    + method.name()
                                    + " has more than "
                                    + limits.instructions()
                                    + " instructions");
                    return;
                }
            }
            Soundness.check(cls);
            classes.add(cls);
        } catch (RuntimeException | StackOverflowError e) {
            // Of broken bytes the parser throws whatever it meets first.
            missed(
                    file,
                    content,
                    "is no class file that a virtual machine would load: " + reason(e));
        }
    }

    private static String reason(Throwable e) {
        var message = String.valueOf(e.getMessage());
        return message.length() > 200 ? message.substring(0, 200) : message;
    }

    private void missed(String file, byte[] content, String reason) {
        unparsedBytes += content.length;
        unparsed.add(new Unparsed(file, reason));
    }

    /** A class that fails only when its code is followed. */
    void missed(Cls cls, long size, String reason) {
        if (unparsed.stream().noneMatch(each -> each.file().equals(cls.file()))) {
            unparsedBytes += size;
            unparsed.add(new Unparsed(cls.file(), reason));
        }
    }

    /** Jars in the jar that were not opened. */
    private void unread(SortedMap<String, byte[]> files) {
        var opened = new TreeSet<String>();
        for (var file : files.keySet()) {
            for (var at = file.indexOf(ZipReader.INSIDE);
                    at >= 0;
                    at = file.indexOf(ZipReader.INSIDE, at + 1)) {
                opened.add(file.substring(0, at));
            }
        }
        files.forEach(
                (file, content) -> {
                    if (isRun(file)
                            && ZipReader.isJar(file, content)
                            && !opened.contains(file)
                            && content.length > 100) {
                        bytes += content.length;
                        missed(file, content, "a jar inside that was not opened");
                    }
                });
    }

    /** Other archives hold what code reads, and not code that is run. */
    private static boolean isRun(String file) {
        return file.endsWith(".jar") || file.endsWith(".war");
    }

    /** The bytes of a file. */
    long size(String file) {
        var content = files.get(file);
        return content == null ? 0 : content.length;
    }

    List<Cls> classes() {
        return classes;
    }

    List<Unparsed> unparsed() {
        return unparsed;
    }

    long bytes() {
        return bytes;
    }

    long parsedBytes() {
        return bytes - unparsedBytes;
    }
}
