package dev.assay.registry.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The passwords that are tried first: a word that everybody takes, dressed up with digits and
 * signs; a row of keys; a few characters over and over. Lists of leaked passwords as long as ours
 * have to be consist of these.
 */
final class CommonPasswords {

    private static final int FEWEST_CHARACTERS = 5;

    /** What may be left when everything common is taken away. */
    private static final int LITTLE = 3;

    /** So many digits are a birthday, and no secret. */
    private static final int A_DATE = 8;

    private static final List<String> WORDS = words();

    private static final List<String> ROWS =
            List.of(
                    "01234567890123456789",
                    "abcdefghijklmnopqrstuvwxyz",
                    "qwertyuiopasdfghjklzxcvbnm",
                    "qwertzuiopasdfghjklyxcvbnm",
                    "azertyuiopqsdfghjklmwxcvbn",
                    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
                    "1q2w3e4r5t6y7u8i9o0p");

    private CommonPasswords() {}

    static boolean contain(String password) {
        var text = password.toLowerCase(Locale.ROOT);
        return text.codePoints().distinct().count() < FEWEST_CHARACTERS
                || repeats(text)
                || littleIsLeft(text)
                || littleIsLeft(spelled(text));
    }

    private static boolean repeats(String text) {
        for (var length = 1; length <= text.length() / 2; length++) {
            if (text.length() % length == 0
                    && text.substring(0, length).repeat(text.length() / length).equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean littleIsLeft(String text) {
        var left = text;
        for (var word : WORDS) {
            left = left.replace(word, " ");
        }
        left = withoutRows(left);
        var letters = left.codePoints().filter(Character::isLetter).count();
        var digits = left.codePoints().filter(Character::isDigit).count();
        return letters + Math.max(0, digits - A_DATE) <= LITTLE;
    }

    /** Takes away four and more keys that lie side by side. */
    private static String withoutRows(String text) {
        var left = new StringBuilder();
        for (var at = 0; at < text.length(); ) {
            var length = 0;
            for (var row : ROWS) {
                length = Math.max(length, runIn(row, text, at));
                length = Math.max(length, runIn(new StringBuilder(row).reverse(), text, at));
            }
            if (length < 4) {
                left.append(text.charAt(at));
                length = 1;
            }
            at += length;
        }
        return left.toString();
    }

    private static int runIn(CharSequence row, String text, int at) {
        var keys = row.toString();
        var length = 0;
        while (at + length < text.length() && keys.contains(text.substring(at, at + length + 1))) {
            length++;
        }
        return length;
    }

    /** Without the digits and signs that stand for letters they look like. */
    private static String spelled(String text) {
        var letters = "oieastgbq".toCharArray();
        var signs = "013457689".toCharArray();
        var spelled = text.replace('@', 'a').replace('$', 's').replace('!', 'i');
        for (var at = 0; at < signs.length; at++) {
            spelled = spelled.replace(signs[at], letters[at]);
        }
        return spelled;
    }

    private static List<String> words() {
        try (var in = CommonPasswords.class.getResourceAsStream("common-passwords.txt")) {
            var text =
                    new String(
                            Objects.requireNonNull(in, "common-passwords.txt").readAllBytes(),
                            StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> List.of(line.split(" ")).stream())
                    .filter(word -> !word.isBlank())
                    // The longest first, so that a part of a word does not break it.
                    .sorted(Comparator.comparing(String::length).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
