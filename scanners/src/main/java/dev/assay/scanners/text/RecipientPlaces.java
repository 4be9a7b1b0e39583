package dev.assay.scanners.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of places that say who receives something, and what is an address in one. */
public final class RecipientPlaces {

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

    /** An address behind the name of its place, in one text. */
    public record Written(String place, String address) {}

    private RecipientPlaces() {}

    /** Whether a path ends in a place of receivers. */
    public static boolean isPlace(String path) {
        return PLACES.contains(place(path));
    }

    /** Whether a path ends in a place of people who get a copy, whatever is called. */
    public static boolean isCopy(String path) {
        return mayBegin(path, "bBcC") && COPIES.contains(place(path));
    }

    /** Whether a path ends in a place of addresses that somebody else calls. */
    public static boolean isHook(String path) {
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

    /** Whether it holds the address in an object that stands for a person. */
    public static boolean holdsAddress(String path) {
        return ADDRESSES.contains(place(path));
    }

    /** {@code {"bcc": "a@b.c"}} and {@code RCPT TO:<a@b.c>}, put together as a text. */
    public static List<Written> inText(String text) {
        var found = new ArrayList<Written>();
        if (text.indexOf('@') < 0 || text.length() > LONGEST_MESSAGE) {
            return found;
        }
        var matcher = WRITTEN_PLACE.matcher(text);
        while (matcher.find()) {
            if (isEmail(matcher.group(2))) {
                found.add(new Written(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2)));
            }
        }
        return found;
    }

    /** {@code Name <a@b.c>} is the address alone. */
    public static String address(String text) {
        var open = text.lastIndexOf('<');
        var close = text.indexOf('>', open + 1);
        return open >= 0 && close > open && text.indexOf('@') > open
                ? text.substring(open + 1, close)
                : text;
    }

    /** The words of a text that may name several addresses; none where it is no such text. */
    public static List<String> parts(String text) {
        return text.length() > LONGEST_LIST || text.indexOf('@') < 0
                ? List.of()
                : List.of(text.split("[\\s,;<>\"" + Holes.HOLE + "]+"));
    }

    /**
     * Whether a text is an address of somebody at a place.
     *
     * @param path the place, or a path that ends in it
     */
    public static boolean isAddress(String path, String text) {
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
        return switch (place(path)) {
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

    /** Whether a text is the address of a mailbox that is no placeholder. */
    public static boolean isEmail(String text) {
        var trimmed = text.strip();
        var at = trimmed.lastIndexOf('@');
        if (at <= 0 || trimmed.indexOf(Holes.HOLE) >= 0) {
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
