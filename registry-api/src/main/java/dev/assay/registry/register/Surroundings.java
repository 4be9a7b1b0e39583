package dev.assay.registry.register;

import dev.assay.scanners.finding.Finding;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What rows are made of beside the record of a server.
 *
 * @param organisation who keeps the registers
 * @param today what is overdue is so by this day, in UTC
 * @param findings where the findings of releases are read
 */
public record Surroundings(Organisation organisation, LocalDate today, FindingsOf findings) {

    /** Reads what vetting found. */
    @FunctionalInterface
    public interface FindingsOf {

        /**
         * @param release a package URL with a version
         * @return empty where it was not vetted, or what was found cannot be read
         */
        Optional<List<Finding>> release(String release);
    }
}
