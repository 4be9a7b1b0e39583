package dev.assay.registry.flaw;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where advisories come from. Nothing is set by default, and then nothing is scanned.
 *
 * @param osv dumps of OSV's advisories, one or several: each a zip, or a folder of JSON documents
 * @param nvd a mirror of the National Vulnerability Database's feeds, by {@code file:} or {@code
 *     https:}, ending in a slash
 * @param nvdFrom the first year that the mirror has
 * @param exploited CISA's list of known exploited vulnerabilities as a JSON file
 * @param check how often it is looked whether the data are newer
 * @param heap megabytes of the process that reads the National Vulnerability Database
 * @param deadline for bringing the data up to date
 */
@ConfigurationProperties("assay.flaws")
public record FlawSourceSettings(
        @DefaultValue List<Path> osv,
        @Nullable URI nvd,
        @DefaultValue("2002") int nvdFrom,
        @Nullable Path exploited,
        @DefaultValue("1h") Duration check,
        @DefaultValue("2048") int heap,
        @DefaultValue("2h") Duration deadline) {

    public FlawSourceSettings {
        osv = List.copyOf(osv);
        if (check.isNegative() || check.isZero() || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException(
                    "assay.flaws.check and assay.flaws.deadline are durations; write for example 1h");
        }
        if (nvd != null && !nvd.toString().endsWith("/")) {
            throw new IllegalArgumentException(
                    "assay.flaws.nvd is " + nvd + "; a mirror's address ends in a slash");
        }
    }
}
