package dev.assay.registry.reminder;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Whether a text that should name a place looks like a secret. It errs on the safe side. */
public final class SecretLook {

    /** How the tokens of well-known services begin. */
    private static final Pattern KNOWN =
            Pattern.compile(
                    "\\b(sk-|sk_live_|gh[opsu]_|github_pat_|glpat-|xox[abprs]-|AKIA|ASIA|AIza|npm_|assay_|eyJ)"
                            + "[A-Za-z0-9_-]{8,}|-----BEGIN ");

    private static final int LONG = 28;

    private SecretLook() {}

    public static boolean has(String text) {
        return isToken(text)
                || Arrays.stream(text.split("[\\s/:.,;]+")).anyMatch(SecretLook::isRandom);
    }

    /** Whether a token of a well-known service stands in it; surer than {@link #has}. */
    public static boolean isToken(String text) {
        return KNOWN.matcher(text).find();
    }

    /** A long word of letters in both cases and digits; names of places have hyphens and sense. */
    private static boolean isRandom(String word) {
        return word.length() >= LONG
                && word.chars().anyMatch(Character::isDigit)
                && word.chars().anyMatch(Character::isUpperCase)
                && word.chars().anyMatch(Character::isLowerCase);
    }
}
