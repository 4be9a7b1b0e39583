package dev.assay.registry.gate.git;

import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.GitCommand;
import dev.assay.registry.gate.ReleaseCommand;
import dev.assay.scanners.artifact.git.GitHosts;
import dev.assay.scanners.artifact.git.GitLimits;
import dev.assay.scanners.artifact.git.GitRemote;
import dev.assay.scanners.ecosystem.git.GitEcosystem;
import dev.assay.scanners.ecosystem.git.GitUpstream;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.nio.file.Path;
import java.time.Duration;

@Configuration(proxyBeanMethods = false)
class GitGateConfiguration {

    /** Somebody waits for the answer, so the upstream gets one chance, and a short one. */
    private static final GitLimits IMPATIENT =
            GitLimits.DEFAULT.within(Duration.ofSeconds(5), Duration.ofSeconds(10));

    @Bean
    GitGate gitGate(
            Checkpoint checkpoint,
            GitHosts hosts,
            @Value("${assay.data-directory:data}") Path data) {
        return new GitGate(
                checkpoint,
                new GitUpstream(new GitRemote(hosts, IMPATIENT)),
                data.resolve("git-gate"));
    }

    @Bean
    ReleaseCommand gitCommand() {
        return ReleaseCommand.of(new GitEcosystem()::owns, GitCommand::of);
    }
}
