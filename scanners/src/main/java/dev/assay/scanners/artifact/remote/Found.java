package dev.assay.scanners.artifact.remote;

import dev.assay.scanners.finding.AuthWeakness;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.TreeMap;

/** The document that a probe makes, while it is made. */
final class Found {

    private final ObjectNode document = JsonMapper.shared().createObjectNode();
    private final TreeMap<AuthWeakness, String> weaknesses = new TreeMap<>();
    private final TreeMap<String, String> unknown = new TreeMap<>();

    /** The object under a name, made where it is not there. */
    ObjectNode part(String name) {
        return document.withObject("/" + name);
    }

    ObjectNode whole() {
        return document;
    }

    /**
     * Puts a weakness down.
     *
     * @param evidence what was asked and answered
     */
    void weak(AuthWeakness weakness, String evidence) {
        weaknesses.putIfAbsent(weakness, Caller.shown(evidence));
    }

    /** Says that something was not found out, and why. */
    void unknown(String what, String why) {
        unknown.putIfAbsent(what, Caller.shown(why));
    }

    ObjectNode done() {
        var listed = document.putArray("weaknesses");
        weaknesses.forEach(
                (weakness, evidence) ->
                        listed.addObject().put("key", weakness.key()).put("evidence", evidence));
        var open = document.putArray("unknown");
        unknown.forEach((what, why) -> open.addObject().put("what", what).put("why", why));
        return document;
    }
}
