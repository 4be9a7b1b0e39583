package dev.assay.inventory.record;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/**
 * A record as a document. Equal records are equal documents, byte for byte: entries and fields
 * stand in one order, and no time of making is in it. What nobody has said is left out, since every
 * field that is not there is just that.
 */
public final class RecordJson {

    public static final String SCHEMA = "assay-record/1";

    private static final JsonMapper JSON = new JsonMapper();

    private RecordJson() {}

    /** The document; its digest is that of its UTF-8 bytes. */
    public static String write(ServerRecord server) {
        return JSON.writeValueAsString(tree(server, false));
    }

    /** The document's digest, by which the record is known. */
    public static Sha256 digest(String document) {
        return Sha256.of(document.getBytes(StandardCharsets.UTF_8));
    }

    /** Every field of every entry, those that nobody has said anything about as well. */
    public static ObjectNode whole(ServerRecord server) {
        return tree(server, true);
    }

    /**
     * A record out of its document. A field that there is no more is left out.
     *
     * @throws IllegalArgumentException where it is no record
     */
    public static ServerRecord read(String document) {
        var tree = JSON.readTree(document);
        if (!SCHEMA.equals(tree.path("schema").asString(""))) {
            throw new IllegalArgumentException("this is no " + SCHEMA);
        }
        var entries = new ArrayList<Entry>();
        for (var each : tree.path("entries")) {
            Subject.find(each.path("subject").asString(""))
                    .ifPresent(
                            subject ->
                                    entries.add(
                                            new Entry(
                                                    subject,
                                                    each.path("key").asString(""),
                                                    fields(subject, each.path("fields")))));
        }
        return new ServerRecord(
                new Id(tree.path("server").asString("")),
                tree.path("purl").asString(""),
                tree.path("name").asString(""),
                entries);
    }

    private static EnumMap<Field, Value> fields(Subject subject, JsonNode tree) {
        var fields = new EnumMap<Field, Value>(Field.class);
        for (var each : tree.properties()) {
            Field.find(subject, each.getKey())
                    .ifPresent(field -> fields.put(field, value(each.getValue())));
        }
        return fields;
    }

    private static Value value(JsonNode tree) {
        var words = new ArrayList<String>();
        tree.path("words").forEach(each -> words.add(each.asString("")));
        var at = tree.path("at").asString("");
        return new Value(
                words,
                Provenance.of(tree.path("provenance").asString("")),
                tree.path("source").asString(""),
                at.isEmpty() ? null : Instant.parse(at));
    }

    private static ObjectNode tree(ServerRecord server, boolean whole) {
        var tree = JSON.createObjectNode();
        tree.put("schema", SCHEMA);
        tree.put("server", server.server().value());
        tree.put("purl", server.purl());
        tree.put("name", server.name());
        var entries = tree.putArray("entries");
        server.entries().forEach(each -> add(entries, each, whole));
        return tree;
    }

    private static void add(ArrayNode entries, Entry entry, boolean whole) {
        var tree = entries.addObject();
        tree.put("subject", entry.subject().words());
        tree.put("key", entry.key());
        var fields = tree.putObject("fields");
        entry.fields()
                .forEach(
                        (field, value) -> {
                            if (whole || !value.equals(Entry.UNSAID)) {
                                write(fields.putObject(field.key()), value);
                            }
                        });
    }

    private static void write(ObjectNode tree, Value value) {
        tree.put("provenance", value.provenance().words());
        write(tree.putArray("words"), value.words());
        tree.put("source", value.source());
        at(tree, value.at());
    }

    private static void write(ArrayNode array, List<String> words) {
        words.forEach(array::add);
    }

    private static void at(ObjectNode tree, @Nullable Instant at) {
        if (at != null) {
            tree.put("at", at.toString());
        }
    }
}
