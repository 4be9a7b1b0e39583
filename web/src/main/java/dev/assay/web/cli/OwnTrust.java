package dev.assay.web.cli;

import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.signature.Pins;
import dev.assay.scanners.signature.Trusted;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Whose signatures a command believes, by the same settings as the service. */
final class OwnTrust {

    private static final String PINS = "assay.trust.pins";

    private OwnTrust() {}

    static TrustMaterial read() throws UsageException {
        var rings = new HashMap<String, Path>();
        for (var setting : List.of(Trusted.MAVEN_KEYS, Trusted.GIT_KEYS, Trusted.IMAGE_KEYS)) {
            var file = Setting.file(setting);
            if (file != null) {
                rings.put(setting, file);
            }
        }
        try {
            return TrustMaterial.read(
                    Setting.file("assay.trust.sigstore.root"),
                    Setting.file("assay.trust.npm.keys"),
                    rings,
                    pins());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static Pins pins() {
        var pins = new ArrayList<Pins.Pin>();
        for (var i = 0; ; i++) {
            var packages = Setting.of(PINS + "[" + i + "].packages");
            var signers = Setting.of(PINS + "[" + i + "].signers");
            if (packages == null && signers == null) {
                return new Pins(pins);
            }
            pins.add(new Pins.Pin(list(packages), list(signers)));
        }
    }

    private static List<String> list(@Nullable String written) {
        return written == null ? List.of() : List.of(written.strip().split("\\s*,\\s*"));
    }
}
