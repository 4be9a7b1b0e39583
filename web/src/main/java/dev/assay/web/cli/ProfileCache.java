package dev.assay.web.cli;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Profiles that were made before, by the SHA-256 of the artifact. */
final class ProfileCache {

    private static final JsonMapper JSON = new JsonMapper();

    private final CacheFolder folder;

    ProfileCache(CacheFolder folder) {
        this.folder = folder;
    }

    /**
     * The profile of these bytes; the same bytes may be known by another name.
     *
     * @param asked the package they are taken for, or null for what they call themselves
     */
    Optional<Profile> find(Sha256 artifact, @Nullable Purl asked) {
        return folder.find(key(artifact, asked))
                .flatMap(ProfileCache::profile)
                .filter(
                        profile ->
                                profile.analysis() == Profile.ANALYSIS
                                        && artifact.equals(profile.sha256())
                                        && (asked == null
                                                || profile.purl().equals(asked.toString())));
    }

    /** The same for bytes that only their integrity is known of. */
    Optional<Profile> find(Integrity artifact, Purl asked) {
        return folder.find(key(artifact))
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .filter(hex -> hex.matches("[0-9a-f]{64}"))
                .flatMap(hex -> find(new Sha256(hex), asked));
    }

    /** Keeps a profile; an unpacked folder's has no digest and is not kept. */
    void keep(Profile profile, @Nullable Purl asked) {
        var artifact = profile.sha256();
        if (artifact != null) {
            folder.keep(key(artifact, asked), JSON.writeValueAsBytes(profile));
        }
    }

    /** Notes that these bytes, named by integrity, are the ones of a kept profile. */
    void keep(Integrity artifact, Sha256 sha256) {
        folder.keep(key(artifact), sha256.hex().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Profile> profile(byte[] body) {
        try {
            return Optional.of(JSON.readValue(body, Profile.class));
        } catch (JacksonException e) {
            // An entry of another build that calls its analysis the same.
            return Optional.empty();
        }
    }

    private static String key(Sha256 artifact, @Nullable Purl asked) {
        return "profile " + artifact.hex() + " " + (asked == null ? "" : asked);
    }

    private static String key(Integrity artifact) {
        return "artifact " + artifact.value();
    }
}
