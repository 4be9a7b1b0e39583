package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Num;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.List;
import java.util.Set;

/**
 * Receivers that clients of mail, messengers and stores are told without a URL: {@code
 * bot.sendMessage(chat, text)}, {@code new PutObjectCommand({Bucket})}, {@code
 * sms.messages.create({to})}.
 */
final class MessageFacts implements FactFamily {

    private static final Set<String> CHATS =
            Set.of(
                    "sendMessage",
                    "sendDocument",
                    "sendPhoto",
                    "sendVideo",
                    "sendAudio",
                    "forwardMessage",
                    "copyMessage");

    private static final long SMALLEST_CHAT = 10_000;

    private final Evaluator evaluator;
    private final Payload payload;
    private final Recipients recipients;

    MessageFacts(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.payload = new Payload(evaluator);
        this.recipients = new Recipients(report);
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL, Kind.NEW);
    }

    @Override
    public void look(Place place, Node call) {
        if (call.size() < 2) {
            return;
        }
        var callee = call.kid(0);
        var first = call.kid(1);
        if (call.is(Kind.CALL)) {
            if (callee.is(Kind.MEMBER) && CHATS.contains(callee.name())) {
                chat(place.script(), call, callee, first);
            } else if (callee.isNamed("create") && callee.is(Kind.MEMBER)) {
                message(place.script(), callee, first);
            }
        } else if (callee.name().endsWith("Command") || callee.is(Kind.IDENT)) {
            message(place.script(), callee, first);
        }
    }

    private boolean isOfPackage(Script script, Node callee) {
        for (var value : evaluator.of(script, callee)) {
            if (value instanceof External external && external.isPackage()) {
                return true;
            }
        }
        return false;
    }

    private void chat(Script script, Node call, Node callee, Node first) {
        if (!isOfPackage(script, callee)) {
            return;
        }
        for (var value : evaluator.of(script, first)) {
            var text =
                    switch (value) {
                        case Num num when Math.abs(num.number()) >= SMALLEST_CHAT ->
                                new Text(Texts.number(num.number()), Via.PLAIN, script, first);
                        case Text name when name.isWhole() && isChat(name.text()) -> name;
                        default -> null;
                    };
            if (text != null) {
                var field =
                        new Payload.Field(
                                "chat",
                                "constant",
                                text,
                                List.of(text),
                                Sources.Flow.NONE,
                                script,
                                call);
                recipients.add(field, text, text.text(), "chat", callee.name());
            }
        }
    }

    private static boolean isChat(String name) {
        return name.startsWith("@") && name.length() > 2
                || name.length() >= 5 && name.matches("-?\\d+");
    }

    private void message(Script script, Node callee, Node first) {
        if (!first.is(Kind.OBJECT) && !first.is(Kind.IDENT)
                || !mayHoldPlace(first)
                || !isOfPackage(script, callee)) {
            return;
        }
        for (var field : payload.fields(script, first, "")) {
            if (Recipients.isPlace(field.path()) && !field.texts().isEmpty()) {
                recipients.check(field, callee.name());
            }
        }
    }

    private static boolean mayHoldPlace(Node object) {
        if (object.is(Kind.IDENT)) {
            return true;
        }
        for (var property : object.kids()) {
            if (property.text() == null
                    || Recipients.isPlace(property.name())
                    || property.kid(0).is(Kind.OBJECT)) {
                return true;
            }
        }
        return false;
    }
}
