package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.artifact.UpstreamSettings;

import java.time.Duration;
import java.util.List;

/**
 * What an image may cost before it is refused. Sizes in bytes.
 *
 * @param upstream how patiently a registry is asked
 * @param manifest one manifest or index
 * @param config one image configuration
 * @param image all blobs of the platforms that are vetted
 * @param manifests listed in one index
 * @param layers of one manifest
 * @param tagPages how many pages of tags are read
 * @param tags how many of them are kept
 */
public record OciLimits(
        UpstreamSettings upstream,
        long manifest,
        long config,
        long image,
        int manifests,
        int layers,
        int tagPages,
        int tags) {

    /** The distribution specification has registries take manifests of 4 MB. */
    public static final OciLimits DEFAULT =
            new OciLimits(
                    new UpstreamSettings(
                            UpstreamSettings.DEFAULT.connectTimeout(),
                            UpstreamSettings.DEFAULT.answerTimeout(),
                            Duration.ofMinutes(10),
                            UpstreamSettings.DEFAULT.pauses(),
                            UpstreamSettings.DEFAULT.maxRedirects()),
                    4L << 20,
                    8L << 20,
                    2L << 30,
                    200,
                    200,
                    20,
                    10_000);

    /** The same, asking another way. */
    public OciLimits asking(UpstreamSettings patience) {
        return new OciLimits(patience, manifest, config, image, manifests, layers, tagPages, tags);
    }

    /** Without a second attempt, where somebody waits. */
    public OciLimits onceWithin(Duration time) {
        return asking(new UpstreamSettings(time, time, time.multipliedBy(2), List.of(), 3));
    }
}
