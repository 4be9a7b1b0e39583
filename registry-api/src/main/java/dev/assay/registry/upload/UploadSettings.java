package dev.assay.registry.upload;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.util.List;

/**
 * What may be handed in.
 *
 * @param largest the most bytes of one file
 * @param quota the most bytes of all files
 * @param quotaPerPerson the most bytes of all that one person hands in
 * @param atOnce how many files are taken at a time; who comes later is told to try again
 */
@ConfigurationProperties("assay.upload")
record UploadSettings(
        @DefaultValue("200MB") DataSize largest,
        @DefaultValue("20GB") DataSize quota,
        @DefaultValue("5GB") DataSize quotaPerPerson,
        @DefaultValue("4") int atOnce,
        @DefaultValue Names npm,
        @DefaultValue Names maven,
        @DefaultValue Names pypi,
        @DefaultValue Names cargo,
        @DefaultValue Names nuget) {

    /**
     * The names of one ecosystem that are handed in.
     *
     * @param namespaces those that are bound to it, so that no upstream is asked for them
     */
    record Names(@DefaultValue List<String> namespaces) {

        Names {
            namespaces = List.copyOf(namespaces);
        }
    }
}
