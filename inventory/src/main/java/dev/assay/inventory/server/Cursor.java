package dev.assay.inventory.server;

import dev.assay.inventory.store.Id;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page of a list ends: the sorted value and the id of its last row, so that rows which come
 * or go meanwhile shift nothing.
 *
 * @param key the value, as text
 */
public record Cursor(ServerOrder order, String key, Id id) {

    private static final int LONGEST = 2000;

    /** A cursor out of an address; empty where it is none, or one of another order. */
    static Optional<Cursor> parse(String text, ServerOrder order) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                            .split("\n", 3);
            if (parts.length != 3 || !parts[0].equals(order.key())) {
                return Optional.empty();
            }
            order.parse(parts[2]);
            return Id.parse(parts[1]).map(id -> new Cursor(order, parts[2], id));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (order.key() + "\n" + id + "\n" + key).getBytes(StandardCharsets.UTF_8));
    }
}
