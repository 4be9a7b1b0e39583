package dev.assay.registry.notice;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/** What is sent to programs. What people wrote stands in it as plain text, never as markup. */
final class Payloads {

    private static final JsonMapper JSON = new JsonMapper();

    /** Slack takes 150 characters in a header and 3000 in a section. */
    private static final int SLACK_TITLE = 150;

    private static final int SLACK_TEXT = 3000;

    private Payloads() {}

    /** The body of a webhook: its type, its time, its data (Standard Webhooks). */
    static String webhook(Message message) {
        var notice = message.notice();
        var body = JSON.createObjectNode();
        body.put("type", notice.event().type());
        body.put("timestamp", notice.at().toString());
        var data = body.putObject("data");
        data.put("subject", notice.subject());
        data.put("title", message.title());
        data.put("detail", message.text());
        if (message.link() != null) {
            data.put("link", message.link().toString());
        }
        return JSON.writeValueAsString(body);
    }

    /** Block Kit. */
    static String slack(Message message) {
        var body = JSON.createObjectNode();
        // For lists and notifications; this one Slack reads as markup, so its signs are escaped.
        body.put(
                "text",
                shorten(message.title(), SLACK_TEXT)
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;"));
        var blocks = body.putArray("blocks");
        var header = blocks.addObject();
        header.put("type", "header");
        plain(header.putObject("text"), shorten(message.title(), SLACK_TITLE));
        if (!message.text().isBlank()) {
            var section = blocks.addObject();
            section.put("type", "section");
            plain(section.putObject("text"), shorten(message.text(), SLACK_TEXT));
        }
        if (message.link() != null) {
            var actions = blocks.addObject();
            actions.put("type", "actions");
            var button = actions.putArray("elements").addObject();
            button.put("type", "button");
            plain(button.putObject("text"), "Open");
            button.put("url", message.link().toString());
        }
        return JSON.writeValueAsString(body);
    }

    /** An Adaptive Card, as a Teams workflow takes it. */
    static String teams(Message message) {
        var body = JSON.createObjectNode();
        body.put("type", "message");
        var attachment = body.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        var card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        var parts = card.putArray("body");
        text(parts.addObject(), message.title()).put("weight", "Bolder").put("size", "Medium");
        if (!message.text().isBlank()) {
            text(parts.addObject(), message.text());
        }
        if (message.link() != null) {
            var open = card.putArray("actions").addObject();
            open.put("type", "Action.OpenUrl");
            open.put("title", "Open");
            open.put("url", message.link().toString());
        }
        return JSON.writeValueAsString(body);
    }

    private static void plain(ObjectNode node, String text) {
        node.put("type", "plain_text");
        node.put("text", text);
        node.put("emoji", false);
    }

    /** A card reads Markdown in its text; a run of text does not. */
    private static ObjectNode text(ObjectNode block, String text) {
        block.put("type", "RichTextBlock");
        var run = block.putArray("inlines").addObject();
        run.put("type", "TextRun");
        run.put("text", text);
        return run;
    }

    private static String shorten(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /** The headers of a body in JSON. */
    static Map<String, String> headers() {
        return Map.of("Content-Type", "application/json; charset=utf-8", "User-Agent", "assay");
    }
}
