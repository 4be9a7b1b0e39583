package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.artifact.oci.OciRegistry.Outcome;
import dev.assay.scanners.artifact.oci.OciRegistry.Sent;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What lies beside an image in its registry: under the tags that cosign makes of its digest, and
 * what refers to it (OCI distribution 1.1, listing referrers, with the tag of the same digest where
 * a registry has no such list). Bytes alone; nothing is verified here.
 */
public final class OciProofs {

    private static final String TEXT = "application/vnd.dev.cosign.simplesigning.v1+json";
    private static final String ENVELOPE = "application/vnd.dsse.envelope.v1+json";
    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
    private static final Pattern TAG = Pattern.compile("sha256-[0-9a-f]{64}(?:\\.sig|\\.att)?");

    private static final int MOST = 20;

    /** So many other images of a repository are looked at. */
    private static final int MOST_OTHERS = 3;

    private static final int LARGEST = 1 << 20;
    private static final int LARGEST_ANNOTATION = 64 << 10;

    /** Which form something has. */
    public enum Form {
        TEXT,
        ENVELOPE,
        BUNDLE
    }

    /**
     * Something that lies there.
     *
     * @param annotations of the layer that it is
     */
    public record Item(Form form, byte[] bytes, Map<String, String> annotations) {

        public Item {
            annotations = Map.copyOf(annotations);
        }
    }

    /**
     * All of it.
     *
     * @param othersHave whether other images of the repository have such things
     * @param problem why there may be more, for people; null where that is all
     */
    public record Found(List<Item> items, boolean othersHave, @Nullable String problem) {

        public Found {
            items = List.copyOf(items);
        }
    }

    /** Ends a look at the first thing that is in its way. */
    private static final class Problem extends Exception {

        private static final long serialVersionUID = 1L;

        Problem(String reason) {
            super(reason, null, false, false);
        }
    }

    private final OciRegistry registry;

    OciProofs(OciRegistry registry) {
        this.registry = registry;
    }

    /** Looks at what there is for an image. */
    public Found of(OciName name, Sha256 image) throws InterruptedException {
        var items = new ArrayList<Item>();
        var tag = "sha256-" + image.hex();
        try {
            layers(items, name, tag + ".sig");
            layers(items, name, tag + ".att");
            var lists = referring(items, name, image, tag);
            return new Found(items, items.isEmpty() && others(name, tag, lists), null);
        } catch (Problem e) {
            return new Found(items, false, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Whether another image of the repository has such things: by the tags that are made for them,
     * else, of a registry that lists what refers to an image, by what refers to a few others.
     */
    private boolean others(OciName name, String own, boolean lists)
            throws InterruptedException, Problem {
        return switch (registry.tags(name)) {
            case Outcome.Got<List<String>>(var tags) ->
                    tags.stream()
                                    .anyMatch(
                                            each ->
                                                    TAG.matcher(each).matches()
                                                            && !each.startsWith(own))
                            || lists && referred(name, tags);
            case Outcome.Missing<List<String>> none -> false;
            case Outcome<List<String>> other ->
                    throw new Problem("its tags could not be asked for: " + words(other));
        };
    }

    /** The tags that come last are the newest, more often than not. */
    private boolean referred(OciName name, List<String> tags) throws InterruptedException {
        var named = tags.stream().filter(each -> !TAG.matcher(each).matches()).toList();
        for (var tag : named.subList(Math.max(0, named.size() - MOST_OTHERS), named.size())) {
            if (registry.manifest(name, tag) instanceof Outcome.Got<Sent>(var sent)
                    && registry.referrers(name, sent.digest())
                            instanceof Outcome.Got<byte[]>(var list)
                    && hasProof(list)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasProof(byte[] list) {
        try {
            for (var each : json(list).path("manifests")) {
                if (isProof(each)) {
                    return true;
                }
            }
            return false;
        } catch (Problem e) {
            // What is no list tells of nothing.
            return false;
        }
    }

    private static boolean isProof(JsonNode descriptor) {
        var type = descriptor.path("artifactType").asString("");
        return type.startsWith(BUNDLE) || type.startsWith("application/vnd.dev.cosign");
    }

    private void layers(List<Item> items, OciName name, String reference)
            throws InterruptedException, Problem {
        var manifest = manifest(name, reference);
        if (manifest != null) {
            add(items, name, manifest);
        }
    }

    /**
     * Adds what refers to an image.
     *
     * @return whether the registry itself lists such things
     */
    private boolean referring(List<Item> items, OciName name, Sha256 image, String tag)
            throws InterruptedException, Problem {
        var lists = true;
        var listed =
                switch (registry.referrers(name, image)) {
                    case Outcome.Got<byte[]>(var bytes) -> json(bytes);
                    case Outcome.Missing<byte[]> none -> {
                        lists = false;
                        yield manifest(name, tag);
                    }
                    case Outcome<byte[]> other ->
                            throw new Problem(
                                    "what refers to it could not be asked for: " + words(other));
                };
        if (listed == null) {
            return lists;
        }
        var referrers = listed.path("manifests");
        if (referrers.size() > MOST) {
            throw new Problem("more than " + MOST + " things refer to it");
        }
        for (var each : referrers) {
            var digest = each.path("digest").asString("");
            if (!isProof(each)) {
                continue;
            }
            if (!digest.matches("sha256:[0-9a-f]{64}")) {
                throw new Problem("something refers to it whose digest is not read");
            }
            var manifest = manifest(name, digest);
            if (manifest == null) {
                throw new Problem("what refers to it, " + digest + ", is not there");
            }
            if (!manifest.path("subject")
                    .path("digest")
                    .asString("")
                    .equals("sha256:" + image.hex())) {
                throw new Problem(digest + " is listed as if it referred to it, and does not");
            }
            add(items, name, manifest);
        }
        return lists;
    }

    private @Nullable JsonNode manifest(OciName name, String reference)
            throws InterruptedException, Problem {
        return switch (registry.manifest(name, reference)) {
            case Outcome.Got<Sent>(var sent) -> json(sent.bytes());
            case Outcome.Missing<Sent> none -> null;
            case Outcome<Sent> other ->
                    throw new Problem(reference + " could not be had: " + words(other));
        };
    }

    private static JsonNode json(byte[] bytes) throws Problem {
        try {
            return ManifestDocument.JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new Problem("what lies beside it is no JSON that is read");
        }
    }

    private void add(List<Item> items, OciName name, JsonNode manifest)
            throws InterruptedException, Problem {
        for (var layer : manifest.path("layers")) {
            var form = form(layer.path("mediaType").asString(""));
            if (form == null) {
                continue;
            }
            if (items.size() == MOST) {
                throw new Problem("more than " + MOST + " signatures and attestations");
            }
            items.add(new Item(form, blob(name, layer), annotations(layer)));
        }
    }

    private static @Nullable Form form(String type) {
        return switch (type) {
            case TEXT -> Form.TEXT;
            case ENVELOPE -> Form.ENVELOPE;
            default -> type.startsWith(BUNDLE) ? Form.BUNDLE : null;
        };
    }

    private byte[] blob(OciName name, JsonNode layer) throws InterruptedException, Problem {
        var digest = layer.path("digest").asString("");
        var size = layer.path("size").asLong(-1);
        if (!digest.matches("sha256:[0-9a-f]{64}") || size < 0 || size > LARGEST) {
            throw new Problem("one of its signatures is larger than any, or named as none is");
        }
        try {
            var file = Files.createTempFile("assay-proof-", null);
            try {
                return switch (registry.blob(
                        name, new Sha256(digest.substring("sha256:".length())), size, file)) {
                    case Outcome.Got<Path> got -> Files.readAllBytes(file);
                    case Outcome<Path> other ->
                            throw new Problem(digest + " could not be had: " + words(other));
                };
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no room for a signature of " + name, e);
        }
    }

    private static Map<String, String> annotations(JsonNode layer) throws Problem {
        var annotations = new LinkedHashMap<String, String>();
        for (var each : layer.path("annotations").properties()) {
            var value = each.getValue().asString("");
            if (value.length() > LARGEST_ANNOTATION || annotations.size() == MOST) {
                throw new Problem("one of its signatures has annotations without end");
            }
            annotations.put(each.getKey(), value);
        }
        return annotations;
    }

    private static String words(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Got<?> got -> "";
            case Outcome.Missing<?>(var reason) -> reason;
            case Outcome.Altered<?>(var expected, var actual) ->
                    "expected " + expected + ", got " + actual;
            case Outcome.Unfit<?>(var reason) -> reason;
            case Outcome.TooBig<?>(var limit) -> "it exceeds " + limit + " bytes";
            case Outcome.CutOff<?>(var reason) -> reason;
            case Outcome.NoAnswer<?>(var reason, var after) -> reason;
        };
    }
}
