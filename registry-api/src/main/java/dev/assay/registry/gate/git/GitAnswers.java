package dev.assay.registry.gate.git;

import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.PlainText;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the gate says, in the two ways in which git prints anything of it. */
final class GitAnswers {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 400;

    private GitAnswers() {}

    /** Git prints the lines of plain text, each behind {@code remote:}, where its type says so. */
    static GateAnswer text(int status, String... lines) {
        return new GateAnswer(
                status,
                PlainText.ascii(lines[0], LONGEST),
                Map.of("Content-Type", "text/plain", "Cache-Control", "no-store"),
                new GateAnswer.Bytes(
                        (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** A refusal of a whole repository, before anything is listed. */
    static GateAnswer refused(GateAnswer refusal) {
        var headers = new LinkedHashMap<>(refusal.headers());
        headers.put("Content-Type", "text/plain");
        return new GateAnswer(
                refusal.status(),
                refusal.reason(),
                headers,
                new GateAnswer.Bytes(
                        (String.join("\n", lines(refusal)) + "\n")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    /** What git prints behind {@code fatal: remote error:}. */
    static GateAnswer error(String text) {
        return GateAnswer.of(
                200,
                Map.of("Content-Type", UploadPacks.RESULT, "Cache-Control", "no-store"),
                PacketLines.write(List.of("ERR " + text)));
    }

    /** A refusal of one commit of a repository that has others: git's own way to end (ERR). */
    static GateAnswer error(GateAnswer refusal) {
        var headers = new LinkedHashMap<>(refusal.headers());
        headers.put("Content-Type", UploadPacks.RESULT);
        return GateAnswer.of(
                200,
                headers,
                PacketLines.write(List.of("ERR " + String.join("; ", lines(refusal)))));
    }

    /** What a refusal says in its problem document, without the document. */
    private static List<String> lines(GateAnswer refusal) {
        var lines = new ArrayList<String>();
        if (refusal.content() instanceof GateAnswer.Bytes(var bytes)) {
            try {
                var document = JSON.readTree(bytes);
                lines.add(PlainText.line(document.path("error").asString(""), LONGEST));
                for (var each : document.path("approved")) {
                    lines.add(
                            "approved: "
                                    + PlainText.ascii(each.path("install").asString(""), LONGEST));
                }
            } catch (JacksonException e) {
                lines.add(new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return lines;
    }
}
