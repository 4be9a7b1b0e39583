package dev.assay.registry.vetting;

import dev.assay.scanners.signature.Pins;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** On whose word signatures and attestations are believed. */
@ConfigurationProperties("assay.trust")
record TrustSettings(
        @DefaultValue Sigstore sigstore,
        @DefaultValue Npm npm,
        @DefaultValue Maven maven,
        @DefaultValue Git git,
        @DefaultValue Oci oci,
        @DefaultValue List<Pin> pins,
        @DefaultValue Recheck recheck) {

    /**
     * How what proved a release is looked at again.
     *
     * @param interval how long after a look the next one is due
     * @param again how long after one that failed, or that found something lost for the first time
     * @param perRun how many releases one run looks at, at most; the others come first in the next
     */
    record Recheck(
            @DefaultValue("24h") Duration interval,
            @DefaultValue("15m") Duration again,
            @DefaultValue("50") int perRun) {

        Recheck {
            if (interval.isNegative() || interval.isZero() || again.isNegative() || perRun < 1) {
                throw new IllegalArgumentException(
                        "assay.trust.recheck has an interval and an again above nothing, and looks at"
                                + " one release per run or more");
            }
        }

        /** How long to rest between two runs. */
        Duration tick() {
            return again.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : again;
        }

        private static final Duration LONGEST_TICK = Duration.ofMinutes(1);
    }

    /**
     * Builds and logs.
     *
     * @param root a {@code trusted_root.json}; null to believe nobody
     */
    record Sigstore(@Nullable Path root) {}

    /**
     * The npm registry.
     *
     * @param keys a file with its keys; null to take its own word for them
     */
    record Npm(@Nullable Path keys) {}

    /**
     * Who may sign Maven's files.
     *
     * @param keys a key ring, as {@code gpg --export} writes it; null for nobody
     */
    record Maven(@Nullable Path keys) {}

    /**
     * Who may sign git's tags and commits.
     *
     * @param keys a key ring likewise
     * @param allowedSigners those who sign by SSH, as {@code ssh-keygen} reads it
     */
    record Git(@Nullable Path keys, @Nullable Path allowedSigners) {}

    /**
     * Who may sign images.
     *
     * @param keys a file of public keys in PEM; null for nobody but who has certificates
     */
    record Oci(@Nullable Path keys) {}

    /**
     * Who has to have signed some packages; nobody else may.
     *
     * @param packages package URLs without a version, with stars for anything
     * @param signers as the pages show them
     */
    record Pin(List<String> packages, List<String> signers) {}

    Pins pinned() {
        return new Pins(
                pins.stream().map(each -> new Pins.Pin(each.packages(), each.signers())).toList());
    }
}
