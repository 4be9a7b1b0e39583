package dev.assay.registry.upstream.remote;

import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.probe.ProbeSettings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How remote servers are probed.
 *
 * @param privateAddresses whether servers of a private network may be probed; whoever may ask for a
 *     server chooses what address is asked
 * @param register whether to register a client at authorization servers, to see whether anybody may
 * @param tokenFiles by host, the file that has the token to sign in with
 */
@ConfigurationProperties("assay.upstream.remote")
record RemoteUpstreamSettings(
        @DefaultValue("false") boolean privateAddresses,
        @DefaultValue("false") boolean register,
        @DefaultValue Map<String, Path> tokenFiles) {

    RemoteUpstreamSettings {
        tokenFiles = Map.copyOf(tokenFiles);
    }

    /** Read each time: tokens are rotated. */
    ProbeSettings of(RemoteEndpoint endpoint) {
        return ProbeSettings.DEFAULT
                .withPrivateAddresses(privateAddresses)
                .withRegistering(register)
                .withToken(token(tokenFiles.get(endpoint.uri().getHost())));
    }

    private static @Nullable String token(@Nullable Path file) {
        try {
            return file == null ? null : Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the token in assay.upstream.remote.token-files cannot be read", e);
        }
    }
}
