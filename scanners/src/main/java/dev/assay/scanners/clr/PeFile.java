package dev.assay.scanners.clr;

import java.util.ArrayList;
import java.util.List;

/** The frame of an assembly: a portable executable with a CLI header (ECMA-335, II.25). */
final class PeFile {

    private static final int CLI_DIRECTORY = 14;
    private static final int MOST_SECTIONS = 96;
    private static final int IL_ONLY = 1;

    /** Where a section is in memory and in the file. */
    private record Section(long address, long size, long offset) {}

    private final Bytes file;
    private final List<Section> sections = new ArrayList<>();
    private final Bytes cli;

    private PeFile(Bytes file) throws MalformedAssemblyException {
        this.file = file;
        var header = file.u4(0x3c);
        var count = file.u2(header + 6);
        var optional = header + 24;
        var optionalSize = file.u2(header + 20);
        var wide = file.u2(optional) == 0x20b;
        var directories = optional + (wide ? 112 : 96);
        if (count > MOST_SECTIONS) {
            throw new MalformedAssemblyException("it has " + count + " sections");
        }
        for (var i = 0; i < count; i++) {
            var at = optional + optionalSize + i * 40L;
            sections.add(
                    new Section(
                            file.u4(at + 12),
                            Math.min(file.u4(at + 16), Math.max(file.u4(at + 8), 1)),
                            file.u4(at + 20)));
        }
        var place = directories + CLI_DIRECTORY * 8L;
        cli = at(file.u4(place), 72);
    }

    /**
     * Whether a file has a CLI header: it is an assembly, whatever else is in it.
     *
     * @param bytes with the magic numbers of a portable executable
     */
    static boolean isAssembly(byte[] bytes) {
        try {
            var file = new Bytes(bytes);
            if (file.u2(0) != 0x5a4d) {
                return false;
            }
            var header = file.u4(0x3c);
            if (file.u4(header) != 0x4550) {
                return false;
            }
            var optional = header + 24;
            var wide = file.u2(optional) == 0x20b;
            var directories = file.u4(optional + (wide ? 108 : 92));
            var place = optional + (wide ? 112 : 96) + CLI_DIRECTORY * 8L;
            return directories > CLI_DIRECTORY && file.u4(place) != 0;
        } catch (MalformedAssemblyException e) {
            return false;
        }
    }

    static PeFile of(byte[] bytes) throws MalformedAssemblyException {
        return new PeFile(new Bytes(bytes));
    }

    /** What stands at an address in memory, as much of it as is asked for. */
    Bytes at(long address, long size) throws MalformedAssemblyException {
        for (var section : sections) {
            var into = address - section.address();
            if (into >= 0 && into < section.size()) {
                return file.part(section.offset() + into, size);
            }
        }
        throw new MalformedAssemblyException("an address of it is in none of its sections");
    }

    /** What stands from an address on, to the end of its section. */
    Bytes from(long address) throws MalformedAssemblyException {
        for (var section : sections) {
            var into = address - section.address();
            if (into >= 0 && into < section.size()) {
                var rest = Math.min(section.size() - into, file.length() - section.offset() - into);
                return file.part(section.offset() + into, rest);
            }
        }
        throw new MalformedAssemblyException("an address of it is in none of its sections");
    }

    Bytes metadata() throws MalformedAssemblyException {
        return at(cli.u4(8), cli.u4(12));
    }

    /** Whether there is nothing but metadata and the common instructions in it. */
    boolean isPlain() throws MalformedAssemblyException {
        return (cli.u4(16) & IL_ONLY) != 0 && cli.u4(64) == 0;
    }

    /** Why there is more in it than is read, for people. */
    String more() throws MalformedAssemblyException {
        return cli.u4(64) != 0
                ? "it has machine code that was compiled ahead (ReadyToRun), which is not read"
                : "it has machine code beside the common instructions, which is not read";
    }
}
