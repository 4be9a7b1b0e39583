package dev.assay.scanners.detonation;

import dev.assay.scanners.detonation.sinkhole.Header;
import dev.assay.scanners.detonation.sinkhole.RecordedAnswer;
import dev.assay.scanners.text.HostileJson;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What hosts were recorded to answer, as an operator keeps it: a folder of files {@code *.json},
 * read in the order of their names, each with the answers of one host (docs/detonation.md has the
 * format). A field that is not known is an error, since whoever wrote it meant something.
 */
public final class AnswersFolder {

    static final int MOST_FILES = 200;
    static final int MOST_ANSWERS = 2_000;
    static final int LARGEST_FILE = 1 << 20;
    static final int LARGEST = 8 << 20;

    private static final JsonMapper JSON = HostileJson.mapper(LARGEST_FILE);
    private static final Pattern HOST =
            Pattern.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", "connection");

    private final List<RecordedAnswer> answers = new ArrayList<>();
    private long bytes;

    private AnswersFolder() {}

    /**
     * All answers of a folder.
     *
     * @throws IllegalArgumentException names the file and the field that cannot be used, and why
     */
    public static List<RecordedAnswer> read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is no folder");
        }
        List<Path> files;
        try (var all = Files.list(folder)) {
            files =
                    all.filter(file -> file.getFileName().toString().endsWith(".json"))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .limit(MOST_FILES + 1L)
                            .toList();
        }
        if (files.size() > MOST_FILES) {
            throw new IllegalArgumentException(
                    folder + " has more than " + MOST_FILES + " files of answers");
        }
        var read = new AnswersFolder();
        for (var file : files) {
            read.file(file);
        }
        return List.copyOf(read.answers);
    }

    private void file(Path file) throws IOException {
        byte[] content;
        try (var in = Files.newInputStream(file)) {
            content = in.readNBytes(LARGEST_FILE + 1);
        }
        if (content.length > LARGEST_FILE) {
            throw wrong(file, "", "has more than " + LARGEST_FILE + " bytes");
        }
        bytes += content.length;
        if (bytes > LARGEST) {
            throw wrong(file, "", "is too much: all files may have " + LARGEST + " bytes together");
        }
        JsonNode json;
        try {
            json = JSON.readTree(content);
        } catch (JacksonException e) {
            throw wrong(file, "", "is no JSON: " + HostileJson.shown(e.getOriginalMessage()));
        }
        fields(file, "", json, Set.of("host", "answers"));
        var host = json.path("host").asString("");
        if (!HOST.matcher(host).matches()) {
            throw wrong(file, "host", "is no host name, nor '*.' before one");
        }
        if (!json.path("answers").isArray()) {
            throw wrong(file, "answers", "is no list");
        }
        var number = 0;
        for (var each : json.path("answers").values()) {
            answers.add(answer(file, "answers[" + number++ + "]", host, each));
            if (answers.size() > MOST_ANSWERS) {
                throw wrong(file, "", "is too much: there may be " + MOST_ANSWERS + " answers");
            }
        }
    }

    private static RecordedAnswer answer(Path file, String at, String host, JsonNode json) {
        fields(file, at, json, Set.of("method", "path", "status", "headers", "body"));
        var method = json.path("method").asString("").toUpperCase(Locale.ROOT);
        if (!method.isEmpty() && !TOKEN.matcher(method).matches()) {
            throw wrong(file, at + ".method", "is no method");
        }
        var path = json.path("path").asString("");
        if (!path.startsWith("/") || path.contains("?") || path.length() > 2_000) {
            throw wrong(
                    file,
                    at + ".path",
                    "has to begin with '/', and to be without '?' and what follows");
        }
        var status = json.path("status").asInt(json.has("status") ? 0 : 200);
        if (status < 200 || status > 599) {
            throw wrong(file, at + ".status", "has to be from 200 to 599");
        }
        var headers = new ArrayList<Header>();
        for (var field : json.path("headers").properties()) {
            var name = field.getKey();
            var value = field.getValue().asString("");
            if (!TOKEN.matcher(name).matches()
                    || value.length() > 8_000
                    || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw wrong(file, at + ".headers", "has a field that no header may be");
            }
            if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
                throw wrong(file, at + ".headers", "has " + name + ", which follows from the body");
            }
            headers.add(new Header(name, value));
        }
        var body = json.path("body");
        var isText = body.isString() || body.isMissingNode();
        if (!isText && headers.stream().noneMatch(AnswersFolder::isType)) {
            headers.add(new Header("Content-Type", "application/json"));
        }
        var text = isText ? body.asString("") : body.toString();
        return new RecordedAnswer(
                host, method, path, status, headers, text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isType(Header header) {
        return header.name().equalsIgnoreCase("content-type");
    }

    private static void fields(Path file, String at, JsonNode json, Set<String> known) {
        if (!json.isObject()) {
            throw wrong(file, at, "is no object");
        }
        for (var name : json.propertyNames()) {
            if (!known.contains(name)) {
                throw wrong(
                        file,
                        at.isEmpty() ? HostileJson.shown(name) : at + "." + HostileJson.shown(name),
                        "is not known here; there are " + known.stream().sorted().toList());
            }
        }
    }

    private static IllegalArgumentException wrong(Path file, String at, String why) {
        return new IllegalArgumentException(
                "The recorded answers in "
                        + file
                        + " cannot be used: "
                        + (at.isEmpty() ? "the file" : at)
                        + " "
                        + why);
    }
}
