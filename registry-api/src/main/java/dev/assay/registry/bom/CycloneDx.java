package dev.assay.registry.bom;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.store.Id;
import dev.assay.registry.export.Product;
import dev.assay.scanners.coordinates.Sha256;

import tools.jackson.core.JsonGenerator;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A CycloneDX 1.6 document: each server a service, each served release a component, the packages of
 * their closures components below them. Servers are written as they come; what has to stand after
 * all of them waits in files. There is no time of making in it: the same records are the same
 * bytes.
 */
public final class CycloneDx implements Closeable {

    private record Key(long high, long low) {}

    private final OutputStream to;
    private final Packages packages;
    private final JsonGenerator out;
    private final Part components;
    private final Part dependencies;
    private final Set<Key> written = new HashSet<>();

    public CycloneDx(OutputStream to, Packages packages) throws IOException {
        this.to = to;
        this.packages = packages;
        components = new Part();
        dependencies = new Part();
        out = Json.to(to);
        out.writeStartObject();
        out.writeStringProperty("bomFormat", "CycloneDX");
        out.writeStringProperty("specVersion", "1.6");
        out.writeNumberProperty("version", 1);
        metadata();
        out.writeArrayPropertyStart("services");
    }

    private void metadata() {
        out.writeObjectPropertyStart("metadata");
        out.writeObjectPropertyStart("tools");
        out.writeArrayPropertyStart("components");
        out.writeStartObject();
        out.writeStringProperty("type", "application");
        out.writeStringProperty("name", Product.NAME);
        out.writeStringProperty("version", Product.VERSION);
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
        out.writeArrayPropertyStart("properties");
        KnownProperties.property(
                out,
                KnownProperties.PREFIX + "components",
                "served releases and the packages of their closures; other releases are told by"
                        + " the inventory's own exports");
        KnownProperties.property(
                out,
                KnownProperties.PREFIX + "vulnerabilities",
                "none is listed: see the properties of each release for what is known of them");
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Adds a server; each one once. */
    public void server(ServerRecord server) {
        ServicePart.write(out, server);
        var served =
                server.each(Subject.RELEASE)
                        .filter(each -> each.text(Field.RELEASE_STATE).equals("approved"))
                        .toList();
        var closures =
                served.isEmpty()
                        ? Map.<String, List<Packages.Packed>>of()
                        : packages.served(server.purl());
        var ids = served.isEmpty() ? Map.<String, Id>of() : packages.releases(server.purl());
        var releases = served.stream().map(server::purlOf).toList();
        for (var i = 0; i < served.size(); i++) {
            var purl = releases.get(i);
            ComponentPart.release(components.out, purl, served.get(i), ids.get(purl));
            var closure = closures.getOrDefault(purl, List.of());
            closure.stream().filter(this::isNew).forEach(this::component);
            depends(
                    ComponentPart.releaseRef(purl),
                    closure.stream().map(ComponentPart::packageRef).toList());
        }
        depends(server.purl(), releases.stream().map(ComponentPart::releaseRef).toList());
    }

    /** Two of one name would break the document; half a digest is enough to tell them apart. */
    private boolean isNew(Packages.Packed each) {
        var digest =
                ByteBuffer.wrap(
                        Sha256.newDigest()
                                .digest(
                                        ComponentPart.packageRef(each)
                                                .getBytes(StandardCharsets.UTF_8)));
        return written.add(new Key(digest.getLong(), digest.getLong()));
    }

    private void component(Packages.Packed each) {
        ComponentPart.locked(components.out, each);
        dependencies.out.writeStartObject();
        dependencies.out.writeStringProperty("ref", ComponentPart.packageRef(each));
        dependencies.out.writeEndObject();
    }

    private void depends(String from, List<String> on) {
        dependencies.out.writeStartObject();
        dependencies.out.writeStringProperty("ref", from);
        Json.texts(dependencies.out, "dependsOn", on.stream().distinct().toList());
        dependencies.out.writeEndObject();
    }

    /** Ends the document with the checklists of one server; the whole of them would be as long. */
    public void finish(ServerRecord alone) throws IOException {
        end();
        ChecklistPart.write(out, alone);
        close(out);
    }

    /** Ends the document. */
    public void finish() throws IOException {
        end();
        close(out);
    }

    private void end() throws IOException {
        out.writeEndArray();
        part("components", components);
        part("dependencies", dependencies);
    }

    private void part(String name, Part part) throws IOException {
        part.finish();
        out.writeName(name);
        // The part is an array by itself, whole and valid; the generator only has to know of it.
        out.writeRawValue("");
        out.flush();
        Files.copy(part.file, to);
    }

    private static void close(JsonGenerator out) {
        out.writeEndObject();
        out.close();
    }

    @Override
    public void close() throws IOException {
        components.delete();
        dependencies.delete();
    }

    /** An array in a file, until it is its turn. */
    private static final class Part {

        private final Path file;
        private final OutputStream bytes;
        final JsonGenerator out;

        Part() throws IOException {
            file = Files.createTempFile("assay-bom-", ".json");
            bytes = new BufferedOutputStream(Files.newOutputStream(file), 64 * 1024);
            out = Json.to(bytes);
            out.writeStartArray();
        }

        void finish() throws IOException {
            out.writeEndArray();
            out.close();
            bytes.close();
        }

        void delete() throws IOException {
            bytes.close();
            Files.deleteIfExists(file);
        }
    }
}
