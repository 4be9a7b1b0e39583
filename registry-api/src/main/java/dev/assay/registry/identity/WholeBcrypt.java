package dev.assay.registry.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Bcrypt that reads the whole of a password: by itself it stops after 72 bytes. The digest before
 * it is keyed with a name of its own, so that a list of plain digests that leaked elsewhere is no
 * list of these.
 */
final class WholeBcrypt implements PasswordEncoder {

    static final String NAME = "bcrypt-hmac";

    private static final byte[] KEY = "assay password 1".getBytes(StandardCharsets.UTF_8);

    private final PasswordEncoder bcrypt = new BCryptPasswordEncoder();

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return password == null ? null : bcrypt.encode(digest(password));
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        return password != null && bcrypt.matches(digest(password), hash);
    }

    /** 64 characters without a zero byte, as bcrypt wants them. */
    private static String digest(CharSequence password) {
        try {
            var mac = Mac.getInstance("HmacSHA384");
            mac.init(new SecretKeySpec(KEY, "HmacSHA384"));
            return Base64.getEncoder()
                    .encodeToString(
                            mac.doFinal(password.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA384", e);
        }
    }
}
