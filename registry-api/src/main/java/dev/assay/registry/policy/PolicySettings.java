package dev.assay.registry.policy;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Which policy holds, and what it may do on its own.
 *
 * @param folder a folder with the policy's files; nothing for another source
 * @param git a repository with them
 * @param check how often it is looked whether anything has to be judged anew, or can be approved
 */
@ConfigurationProperties("assay.policy")
public record PolicySettings(
        @Nullable Path folder,
        @DefaultValue Git git,
        @DefaultValue QuietUpdates quietUpdates,
        @DefaultValue("30s") Duration check) {

    /**
     * @param commit the full id of the commit
     * @param path the folder in the repository; nothing for its root
     */
    public record Git(
            @Nullable String url,
            @Nullable String commit,
            @Nullable String path,
            @Nullable String username,
            @Nullable String password) {

        // A record that holds a secret never prints it.
        @Override
        public String toString() {
            return "Git[url=" + url + ", commit=" + commit + "]";
        }
    }

    /**
     * Updates of approved releases that change nothing a rule asks a look for.
     *
     * @param enabled whether the policy may approve them
     * @param cooling how long they have to be known before it does: most hostile releases are found
     *     within days
     */
    public record QuietUpdates(
            @DefaultValue("false") boolean enabled, @DefaultValue("7d") Duration cooling) {

        public QuietUpdates {
            if (cooling.compareTo(Duration.ofDays(1)) < 0) {
                throw new IllegalArgumentException(
                        "assay.policy.quiet-updates.cooling is "
                                + cooling
                                + "; less than a day is no time to hear of anything");
            }
        }
    }
}
