package dev.assay.scanners.flaw;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where known flaws are read from.
 *
 * @param data a folder of our own for what is made of them
 * @param osv dumps of OSV's advisories: each a zip, or a folder of JSON documents; empty for none
 * @param nvd a mirror of the National Vulnerability Database's feeds, as a folder's or a server's
 *     address that ends in a slash ({@code cache.properties}, {@code nvdcve-YEAR.json.gz}, {@code
 *     nvdcve-modified.json.gz}); null for none
 * @param nvdFrom the first year that the mirror has
 * @param exploited CISA's list of known exploited vulnerabilities as a JSON file; null for none
 * @param heapMegabytes of the process that reads the National Vulnerability Database
 * @param deadline for bringing data up to date; a look has a tenth of it
 */
public record FlawSettings(
        Path data,
        List<Path> osv,
        @Nullable URI nvd,
        int nvdFrom,
        @Nullable Path exploited,
        int heapMegabytes,
        Duration deadline) {

    public FlawSettings {
        osv = List.copyOf(osv);
    }

    /** Whether there is anything to look into. */
    public boolean on() {
        return !osv.isEmpty() || nvd != null;
    }
}
