package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells constant addresses in places that say who receives something. */
final class Recipients {

    private static final Set<String> PLACES =
            Set.of(
                    "bcc",
                    "cc",
                    "to",
                    "replyto",
                    "forward",
                    "forwardto",
                    "webhook",
                    "webhookurl",
                    "callback",
                    "callbackurl",
                    "notify",
                    "notifyurl",
                    "recipients",
                    "recipient",
                    "chatid",
                    "channel",
                    "channelid",
                    "hidden",
                    "copyto",
                    "sendto",
                    "toemail",
                    "toaddresses",
                    "ccaddresses",
                    "bccaddresses",
                    "tophone",
                    "email");

    /** Places whose values are addresses of people whatever is called. */
    private static final Set<String> COPIES =
            Set.of("bcc", "cc", "bccaddresses", "ccaddresses", "copyto");

    /** What documentation writes where a reader's own domain belongs (RFC 2606). */
    private static final Set<String> PLACEHOLDERS =
            Set.of("example.com", "example.org", "example.net");

    private final Report report;

    Recipients(Report report) {
        this.report = report;
    }

    static boolean isPlace(String path) {
        return PLACES.contains(place(path));
    }

    static boolean isCopy(String path) {
        return COPIES.contains(place(path));
    }

    private static String place(String path) {
        var name = path.substring(path.lastIndexOf('.') + 1);
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Adds a fact if the field is a recipient place with a constant that is an address. */
    void check(Payload.Field field, String destination) {
        var constant = field.constant();
        if (constant == null
                || !isPlace(field.path())
                || !isAddress(place(field.path()), constant.text())) {
            return;
        }
        report.add(
                FindingKind.CONSTANT_RECIPIENT,
                constant.text(),
                constant.via(),
                field.script(),
                field.node(),
                Map.of("field", field.path(), "destination", destination));
    }

    private static boolean isAddress(String place, String text) {
        if (text.length() > 400 || text.isBlank()) {
            return false;
        }
        if (isEmail(text)) {
            return true;
        }
        var destination = Hosts.ofUrl(text);
        if (destination != null) {
            return !Hosts.isLocal(destination.host());
        }
        return switch (place) {
            case "chatid", "channelid" ->
                    text.length() >= 5 && text.chars().anyMatch(Character::isDigit);
            case "channel" -> text.startsWith("#") || text.matches("[CGD][A-Z0-9]{8,10}");
            case "to", "tophone", "recipient", "recipients" ->
                    text.matches("\\+?[0-9][0-9 ()-]{7,18}");
            default -> false;
        };
    }

    static boolean isEmail(String text) {
        var trimmed = text.strip();
        var at = trimmed.lastIndexOf('@');
        if (at <= 0 || trimmed.indexOf(Value.HOLE) >= 0) {
            return false;
        }
        var domain = trimmed.substring(at + 1).replaceAll("[>\"'\\s].*$", "");
        var dot = domain.lastIndexOf('.');
        if (dot <= 0
                || domain.length() - dot < 3
                || PLACEHOLDERS.contains(domain.toLowerCase(Locale.ROOT))) {
            return false;
        }
        return domain.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '-');
    }
}
