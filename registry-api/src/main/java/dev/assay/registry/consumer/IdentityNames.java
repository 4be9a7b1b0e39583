package dev.assay.registry.consumer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.regex.Pattern;

/**
 * How the house names what consumers act as, under {@code assay.consumers}.
 *
 * @param identityPattern a regular expression that the whole name has to fit, for example {@code
 *     agent-[a-z-]+-(test|production)}; everything fits by default
 */
@ConfigurationProperties("assay.consumers")
record IdentityNames(@DefaultValue(".+") Pattern identityPattern) {

    boolean fits(String identity) {
        return identityPattern.matcher(identity).matches();
    }

    @Override
    public String toString() {
        return identityPattern.pattern();
    }
}
