package dev.assay.registry.evidence;

import dev.assay.registry.register.file.SameZip;
import dev.assay.scanners.coordinates.Sha256;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipOutputStream;

/** An archive that lists the digests of its files, and is the same bytes for the same content. */
final class Pack {

    /** One of its files. */
    record Listed(String path, long size, Sha256 digest) {}

    /** Writes the bytes of a file; may leave the stream open or closed. */
    @FunctionalInterface
    interface Content {

        void writeTo(OutputStream to) throws IOException;
    }

    private final ZipOutputStream zip;
    private final List<Listed> files = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();

    Pack(OutputStream to) {
        zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
    }

    void add(String path, Content content) throws IOException {
        if (!paths.add(path)) {
            throw new IllegalStateException(path + " is there already");
        }
        zip.putNextEntry(SameZip.entry(path));
        var digest = Sha256.newDigest();
        var counted = new Counted(new DigestOutputStream(zip, digest));
        content.writeTo(counted);
        counted.flush();
        zip.closeEntry();
        files.add(new Listed(path, counted.size, Sha256.ofDigest(digest.digest())));
    }

    void add(String path, String text) throws IOException {
        add(path, to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What was added until now, in that order. */
    List<Listed> files() {
        return List.copyOf(files);
    }

    void finish() throws IOException {
        zip.finish();
    }

    /** A name that stays one part of a path whatever a publisher called something. */
    static String part(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9._+-]", "_");
        var cut = plain.length() <= 80 ? plain : plain.substring(0, 80);
        return cut.matches("[.]*") ? "_" + cut : cut;
    }

    /** Counts, and is not closed by whoever writes to it. */
    private static final class Counted extends FilterOutputStream {

        private long size;

        Counted(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            size++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            size += length;
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
