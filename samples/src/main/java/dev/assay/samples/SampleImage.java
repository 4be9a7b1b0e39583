package dev.assay.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * An image that is built by hand, without anything that would run it: layers, and how it starts.
 */
public final class SampleImage {

    /** A layer that is being packed. */
    public static final class Layer {

        private static final int BLOCK = 512;
        private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

        public Layer file(String path, String content) {
            return file(path, 0644, content.getBytes(StandardCharsets.UTF_8));
        }

        public Layer file(String path, int mode, byte[] content) {
            add(Tarball.header(path, mode, content.length, '0', ""), content);
            return this;
        }

        public Layer folder(String path) {
            add(Tarball.header(path + "/", 0755, 0, '5', ""), new byte[0]);
            return this;
        }

        public Layer link(String path, String target) {
            add(Tarball.header(path, 0777, 0, '2', target), new byte[0]);
            return this;
        }

        public Layer hardLink(String path, String target) {
            add(Tarball.header(path, 0644, 0, '1', target), new byte[0]);
            return this;
        }

        /** Takes a file or folder of the layers below away. */
        public Layer without(String path) {
            var slash = path.lastIndexOf('/') + 1;
            return file(path.substring(0, slash) + ".wh." + path.substring(slash), "");
        }

        /** Takes everything in a folder of the layers below away. */
        public Layer opaque(String folder) {
            return file(folder + "/.wh..wh..opq", "");
        }

        private void add(byte[] header, byte[] content) {
            tar.writeBytes(header);
            tar.writeBytes(content);
            tar.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        }

        byte[] plain() {
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(tar.toByteArray());
            bytes.writeBytes(new byte[2 * BLOCK]);
            return bytes.toByteArray();
        }

        byte[] packed() {
            var bytes = new ByteArrayOutputStream();
            try (var out = new GZIPOutputStream(bytes)) {
                tar.writeTo(out);
                out.write(new byte[2 * BLOCK]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }

    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final Map<String, byte[]> blobs = new LinkedHashMap<>();
    private final List<String> layers = new ArrayList<>();
    private final String architecture;
    private String config = "{}";

    private SampleImage(String architecture) {
        this.architecture = architecture;
    }

    /** An image for {@code linux/amd64}. */
    public static SampleImage of(Layer... layers) {
        return of("amd64", layers);
    }

    public static SampleImage of(String architecture, Layer... layers) {
        var image = new SampleImage(architecture);
        for (var layer : layers) {
            image.layers.add(image.descriptor(LAYER, layer.packed()));
        }
        return image;
    }

    /**
     * The same with layers that are packed otherwise.
     *
     * @param kind what their media type ends in: {@code +zstd}, or nothing where they are not
     * @param packing packs a tar
     */
    public static SampleImage packed(String kind, UnaryOperator<byte[]> packing, Layer... layers) {
        var image = new SampleImage("amd64");
        for (var layer : layers) {
            var type = LAYER.substring(0, LAYER.indexOf('+')) + kind;
            image.layers.add(image.descriptor(type, packing.apply(layer.plain())));
        }
        return image;
    }

    /**
     * How it is started.
     *
     * @param json the value of {@code config} in the image's configuration
     */
    public SampleImage config(String json) {
        config = json;
        return this;
    }

    /** The digest of its manifest. */
    public String digest() {
        return "sha256:" + sha256(manifest());
    }

    /** The digests of its layers, the lowest first. */
    public List<String> layers() {
        return layers.stream()
                .map(each -> each.replaceAll(".*\"digest\":\"([^\"]+)\".*", "$1"))
                .toList();
    }

    private String configuration() {
        return "{\"architecture\":\""
                + architecture
                + "\",\"os\":\"linux\",\"config\":"
                + config
                + ",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
    }

    private byte[] manifest() {
        return ("{\"schemaVersion\":2,\"mediaType\":\""
                        + MANIFEST
                        + "\",\"config\":"
                        + descriptor(CONFIG, configuration().getBytes(StandardCharsets.UTF_8))
                        + ",\"layers\":["
                        + String.join(",", layers)
                        + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String descriptor(String type, byte[] bytes) {
        var hex = sha256(bytes);
        blobs.put(hex, bytes);
        return "{\"mediaType\":\""
                + type
                + "\",\"digest\":\"sha256:"
                + hex
                + "\",\"size\":"
                + bytes.length
                + "}";
    }

    /** Writes it as an OCI image layout. */
    public Path write(Path folder) {
        return write(folder, descriptor(MANIFEST, manifest()), List.of(this));
    }

    /** Writes it as a layout in one tar, as tools write {@code oci-archive}. */
    public Path archive(Path file) {
        try {
            var layout = write(Files.createTempDirectory(file.getParent(), "layout"));
            var tar = new Layer();
            try (var paths = Files.walk(layout)) {
                for (var path : paths.filter(Files::isRegularFile).sorted().toList()) {
                    tar.file(layout.relativize(path).toString(), 0644, Files.readAllBytes(path));
                }
            }
            return Files.write(file, tar.plain());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes several as one index, each by its platform. */
    public static Path writeIndex(Path folder, SampleImage... images) {
        var manifests =
                List.of(images).stream()
                        .map(
                                each ->
                                        each.descriptor(MANIFEST, each.manifest())
                                                .replaceAll(
                                                        "}$",
                                                        ",\"platform\":{\"os\":\"linux\",\"architecture\":\""
                                                                + each.architecture
                                                                + "\"}}"))
                        .collect(Collectors.joining(","));
        var index =
                ("{\"schemaVersion\":2,\"mediaType\":\""
                                + INDEX
                                + "\",\"manifests\":["
                                + manifests
                                + "]}")
                        .getBytes(StandardCharsets.UTF_8);
        return write(folder, images[0].descriptor(INDEX, index), List.of(images));
    }

    private static Path write(Path folder, String top, List<SampleImage> images) {
        try {
            var blobs = Files.createDirectories(folder.resolve("blobs/sha256"));
            for (var image : images) {
                for (var blob : image.blobs.entrySet()) {
                    Files.write(blobs.resolve(blob.getKey()), blob.getValue());
                }
            }
            Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
            Files.writeString(
                    folder.resolve("index.json"),
                    "{\"schemaVersion\":2,\"manifests\":[" + top + "]}");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
