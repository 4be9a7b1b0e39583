package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.javascript.Value.Text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

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
                    "bccrecipients",
                    "ccrecipients",
                    "tophone",
                    "bucket",
                    "bucketname",
                    "email");

    /** Places whose values are addresses of people whatever is called. */
    private static final Set<String> COPIES =
            Set.of(
                    "bcc",
                    "cc",
                    "bccaddresses",
                    "ccaddresses",
                    "bccrecipients",
                    "ccrecipients",
                    "copyto");

    /** Places whose values are addresses that somebody else calls, whatever is called. */
    private static final Set<String> HOOKS =
            Set.of("webhook", "webhookurl", "callbackurl", "notifyurl", "forwardto");

    /** What holds the address in an object that stands for a person. */
    private static final Set<String> ADDRESSES =
            Set.of("address", "email", "emailaddress", "mail", "value");

    /** What documentation writes where a reader's own domain belongs (RFC 2606). */
    private static final Set<String> PLACEHOLDERS =
            Set.of("example.com", "example.org", "example.net");

    private static final int LONGEST_LIST = 400;
    private static final int LONGEST_MESSAGE = 4000;

    private static final Pattern WRITTEN_PLACE =
            Pattern.compile(
                    "(?i)\\b(rcpt to|b?cc|to|forward(?:_?to)?)[\"']?\\s{0,4}[:=]\\s{0,4}[\"'\\[<]{0,3}"
                            + "([a-z0-9._%+-]{1,64}@[a-z0-9.-]{1,190})");

    private final Report report;

    Recipients(Report report) {
        this.report = report;
    }

    static boolean isPlace(String path) {
        return PLACES.contains(place(path));
    }

    static boolean isCopy(String path) {
        return mayBegin(path, "bBcC") && COPIES.contains(place(path));
    }

    static boolean isHook(String path) {
        return mayBegin(path, "wWcCnNfF") && HOOKS.contains(place(path));
    }

    /** Every property of every object is asked for, so most of them are let go by one letter. */
    private static boolean mayBegin(String path, String letters) {
        var begin = path.lastIndexOf('.') + 1;
        if (begin >= path.length()) {
            return false;
        }
        var letter = path.charAt(begin);
        return letters.indexOf(letter) >= 0 || letter == '_' || letter == '-';
    }

    private static String place(String path) {
        var name = path.substring(path.lastIndexOf('.') + 1);
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Adds a fact if the field is a recipient place with a constant that is an address. */
    void check(Payload.Field field, String destination) {
        if (isPlace(field.path())) {
            for (var text : field.texts()) {
                if (text.isWhole() && isAddress(place(field.path()), text.text())) {
                    add(field, text, address(text.text()), field.path(), destination);
                } else {
                    for (var part : parts(text.text())) {
                        if (isEmail(part)) {
                            add(field, text, part, field.path(), destination);
                        }
                    }
                }
            }
        } else {
            for (var text : field.texts()) {
                inText(field, text, destination);
            }
        }
    }

    /** Adds a fact for each constant address in a field of what stands at a recipient place. */
    void within(Payload.Field field, String place) {
        if (!ADDRESSES.contains(place(field.path()))) {
            return;
        }
        for (var text : field.texts()) {
            if (text.isWhole() && isEmail(text.text())) {
                add(field, text, address(text.text()), place, place);
            }
        }
    }

    /** {@code {"bcc": "a@b.c"}} and {@code RCPT TO:<a@b.c>}, put together as a text. */
    private void inText(Payload.Field field, Text text, String destination) {
        if (text.text().indexOf('@') < 0 || text.text().length() > LONGEST_MESSAGE) {
            return;
        }
        var matcher = WRITTEN_PLACE.matcher(text.text());
        while (matcher.find()) {
            if (isEmail(matcher.group(2))) {
                var place = matcher.group(1).toLowerCase(Locale.ROOT);
                add(field, text, matcher.group(2), place, destination);
            }
        }
    }

    void add(Payload.Field field, Text text, String address, String place, String destination) {
        report.add(
                FindingKind.CONSTANT_RECIPIENT,
                address,
                text.via(),
                field.script(),
                field.node(),
                Map.of("field", place, "destination", destination));
    }

    /** {@code Name <a@b.c>} is the address alone. */
    private static String address(String text) {
        var open = text.lastIndexOf('<');
        var close = text.indexOf('>', open + 1);
        return open >= 0 && close > open && text.indexOf('@') > open
                ? text.substring(open + 1, close)
                : text;
    }

    private static List<String> parts(String text) {
        return text.length() > LONGEST_LIST || text.indexOf('@') < 0
                ? List.of()
                : List.of(text.split("[\\s,;<>\"" + Value.HOLE + "]+"));
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
            case "bucket", "bucketname" ->
                    text.matches("[a-z0-9][a-z0-9.-]{2,62}") && !text.startsWith("example");
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
