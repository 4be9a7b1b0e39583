package dev.assay.registry.vetting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether servers are run while they are vetted. Where nothing can be isolated, none is run,
 * whatever this says.
 *
 * @param enabled whether any is
 */
@ConfigurationProperties("assay.detonation")
record DetonationSettings(@DefaultValue("true") boolean enabled) {}
