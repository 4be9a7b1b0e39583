package dev.assay.registry.identity.token;

import dev.assay.inventory.account.HeldToken;
import dev.assay.inventory.store.SignedFile;
import dev.assay.scanners.attestation.SigningKey;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The tokens as they were last read (JSON, signed), for a start while the database is away. It
 * holds digests, so nobody who reads it has a token.
 */
final class TokenFile {

    private static final String FORMAT = "assay-tokens/1";
    private static final JsonMapper JSON = new JsonMapper();

    private record Document(List<HeldToken> tokens) {}

    private final SignedFile file;

    TokenFile(Path file, SigningKey key) {
        this.file = new SignedFile(file, FORMAT, key);
    }

    void write(List<HeldToken> tokens) throws IOException {
        file.write(JSON.writeValueAsBytes(new Document(tokens)));
    }

    /**
     * Reads the file.
     *
     * @return empty where there is none
     * @throws IOException when it cannot be read, is damaged or was altered; the message says which
     *     file, and is for people
     */
    Optional<List<HeldToken>> read() throws IOException {
        var content = file.read();
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(content.get(), Document.class).tokens());
        } catch (JacksonException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }
}
