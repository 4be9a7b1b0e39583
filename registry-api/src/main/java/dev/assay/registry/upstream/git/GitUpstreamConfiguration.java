package dev.assay.registry.upstream.git;

import dev.assay.registry.upstream.HostUpstreamSettings;
import dev.assay.registry.upstream.Places;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.git.GitHosts;
import dev.assay.scanners.artifact.git.GitLimits;
import dev.assay.scanners.artifact.git.GitRemote;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.git.GitEcosystem;
import dev.assay.scanners.ecosystem.git.GitUpstream;
import dev.assay.scanners.signature.GitSigners;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the service takes git repositories from, by its settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GitUpstreamSettings.class)
class GitUpstreamConfiguration {

    @Bean
    GitHosts gitHosts(GitUpstreamSettings settings, NameOwners owners) {
        return new GitHosts(
                settings.hosts(),
                settings.tokenFiles(),
                HostUpstreamSettings.upstreams(GitEcosystem.TYPE, settings.others(), owners));
    }

    /** What a repository needs of registries comes from those that have manifests for it. */
    @Bean
    Upstream gitUpstream(
            GitHosts hosts,
            Supplier<GitSigners> signers,
            @Qualifier("npmUpstream") Upstream npm,
            @Qualifier("pypiUpstream") Upstream pypi) {
        return new GitUpstream(
                new GitRemote(hosts, GitLimits.DEFAULT), signers, List.of(npm, pypi));
    }

    @Bean
    @Order(6)
    Places gitPlaces(GitHosts git) {
        return new Places() {
            @Override
            public String ecosystem() {
                return GitEcosystem.TYPE;
            }

            @Override
            public List<Place> first() {
                return git.addresses().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(
                                each ->
                                        new Place(
                                                each.getKey(),
                                                each.getValue(),
                                                "assay.upstream.git.hosts",
                                                git.tokenFiles().containsKey(each.getKey())))
                        .toList();
            }

            @Override
            public List<Added> added() {
                return Added.of(git.others());
            }

            @Override
            public List<String> overlaps() {
                return git.others().overlaps();
            }

            @Override
            public Optional<Purl> probe(@Nullable String host) {
                return host == null
                        ? Optional.empty()
                        : Optional.of(GitPlace.of(host, "assay/assay").purl(null));
            }

            @Override
            public @Nullable String host(Purl packagePurl) {
                return GitPlace.of(packagePurl).map(GitPlace::host).orElse(null);
            }
        };
    }
}
