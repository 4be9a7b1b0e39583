package dev.assay.registry.identity;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/** Makes, judges, hashes and compares passwords. */
final class Passwords {

    static final int SHORTEST = 12;

    /** Room for a long sentence; a bound, since hashing takes as long as a password is. */
    static final int LONGEST = 200;

    /** No letters or digits that are taken for others. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final PasswordEncoder encoder =
            new DelegatingPasswordEncoder(
                    WholeBcrypt.NAME,
                    Map.of(
                            WholeBcrypt.NAME,
                            new WholeBcrypt(),
                            "bcrypt",
                            new BCryptPasswordEncoder()));

    // Compared with when there is no such account, so that the time of an answer says nothing.
    private final String nobodys = encoder.encode(generated());

    /** A password of four groups of five: about 99 bits, and readable over a shoulder. */
    static String generated() {
        var text = new StringBuilder();
        for (var at = 0; at < 20; at++) {
            if (at > 0 && at % 5 == 0) {
                text.append('-');
            }
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** What is wrong with a password somebody chose, empty when nothing is. */
    static Optional<String> complaint(String password, String login) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of("A password has at least " + SHORTEST + " characters.");
        }
        if (password.length() > LONGEST) {
            return Optional.of("A password has at most " + LONGEST + " characters.");
        }
        if (Logins.normal(password).contains(login)) {
            return Optional.of("A password does not contain the login.");
        }
        return CommonPasswords.contain(password)
                ? Optional.of(
                        "This password is among the first that are guessed. A few words that have"
                                + " nothing to do with each other make a better one.")
                : Optional.empty();
    }

    String hash(String password) {
        return encoder.encode(password);
    }

    boolean matches(String password, String hash) {
        return encoder.matches(password, hash);
    }

    void compareWithNobodys(String password) {
        encoder.matches(password, nobodys);
    }
}
