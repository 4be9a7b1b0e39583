package dev.assay.registry.gate.maven;

import dev.assay.registry.gate.Outside;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.util.List;

/**
 * The Maven gate's settings, under {@code gate.maven}.
 *
 * @param outside what happens to packages of no closure
 * @param toolset lists of files, as {@link Toolset} reads them, for {@code outside=toolset}
 */
@ConfigurationProperties("gate.maven")
record MavenGateSettings(@DefaultValue("deny") Outside outside, @DefaultValue List<Path> toolset) {

    MavenGateSettings {
        toolset = List.copyOf(toolset);
        if (outside == Outside.TOOLSET && toolset.isEmpty()) {
            throw new IllegalArgumentException(
                    "gate.maven.outside=toolset needs gate.maven.toolset, a list of files; 'assay"
                            + " toolset record' makes one from a build");
        }
    }
}
