package dev.assay.registry.vetting;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether servers are run while they are vetted. Where nothing can be isolated, none is run,
 * whatever this says.
 *
 * @param enabled whether any is
 * @param proofAfter how long after the start it is tried whether the sandbox holds; a run that
 *     comes sooner has it tried at once
 * @param answers a folder of what hosts were recorded to answer, which a server is then answered
 *     when it asks them; none unless set
 */
@ConfigurationProperties("assay.detonation")
record DetonationSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("15s") Duration proofAfter,
        @Nullable Path answers) {}
