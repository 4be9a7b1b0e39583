package dev.assay.registry.gate.mcpb;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bundle that is asked for.
 *
 * @param closure the release it is asked through, or null for any that is approved
 * @param name as the client calls the file; nothing depends on it
 */
record BundlePath(@Nullable Id closure, Sha256 sha256, String name) {

    static final String PREFIX = "/mcpb/";

    private static final Pattern FORM =
            Pattern.compile(
                    "/mcpb/(?:~/([^/]{1,64})/)?([0-9a-f]{64})/([A-Za-z0-9][A-Za-z0-9._+-]{0,199}\\.mcpb)");

    static boolean owned(String path) {
        return path.startsWith(PREFIX) || path.equals("/mcpb");
    }

    static Optional<BundlePath> parse(String path) {
        var form = FORM.matcher(path);
        if (!form.matches()) {
            return Optional.empty();
        }
        var written = form.group(1);
        var closure = written == null ? null : Id.parse(written).orElse(null);
        return written != null && closure == null
                ? Optional.empty()
                : Optional.of(new BundlePath(closure, new Sha256(form.group(2)), form.group(3)));
    }
}
