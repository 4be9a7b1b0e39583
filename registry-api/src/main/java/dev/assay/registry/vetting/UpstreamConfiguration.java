package dev.assay.registry.vetting;

import dev.assay.inventory.upstream.UpstreamNameStore;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.cargo.CargoConfiguration;
import dev.assay.scanners.artifact.cargo.CargoLimits;
import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.artifact.git.GitHosts;
import dev.assay.scanners.artifact.git.GitLimits;
import dev.assay.scanners.artifact.git.GitRemote;
import dev.assay.scanners.artifact.maven.MavenConfiguration;
import dev.assay.scanners.artifact.maven.MavenRepository;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.artifact.nuget.NugetConfiguration;
import dev.assay.scanners.artifact.nuget.NugetFeed;
import dev.assay.scanners.artifact.nuget.NugetLimits;
import dev.assay.scanners.artifact.oci.OciConfiguration;
import dev.assay.scanners.artifact.oci.OciImages;
import dev.assay.scanners.artifact.oci.OciLimits;
import dev.assay.scanners.artifact.oci.OciRegistry;
import dev.assay.scanners.artifact.pypi.PypiConfiguration;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiLimits;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.Upstreams;
import dev.assay.scanners.ecosystem.cargo.CargoUpstream;
import dev.assay.scanners.ecosystem.git.GitUpstream;
import dev.assay.scanners.ecosystem.maven.MavenUpstream;
import dev.assay.scanners.ecosystem.mcpb.McpbSources;
import dev.assay.scanners.ecosystem.npm.NpmUpstream;
import dev.assay.scanners.ecosystem.nuget.NugetUpstream;
import dev.assay.scanners.ecosystem.oci.OciUpstream;
import dev.assay.scanners.ecosystem.pypi.PypiUpstream;
import dev.assay.scanners.probe.RemoteUpstream;
import dev.assay.scanners.publisher.MavenPublishing;
import dev.assay.scanners.publisher.NpmPublishing;
import dev.assay.scanners.publisher.OciPublishing;
import dev.assay.scanners.publisher.PypiPublishing;
import dev.assay.scanners.signature.AllowedSigners;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** The upstreams, one client each for vetting and the gates. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    NpmUpstreamSettings.class,
    MavenUpstreamSettings.class,
    PypiUpstreamSettings.class,
    CargoUpstreamSettings.class,
    NugetUpstreamSettings.class,
    McpbUpstreamSettings.class,
    OciUpstreamSettings.class,
    GitUpstreamSettings.class,
    RemoteUpstreamSettings.class
})
class UpstreamConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamConfiguration.class);

    @Bean
    NameOwners nameOwners(JdbcClient jdbc, Clock clock) {
        return new RecordedOwners(new UpstreamNameStore(jdbc, clock));
    }

    @Bean
    NpmConfiguration npmConfiguration(
            NpmUpstreamSettings settings, NameOwners owners, OwnPackages own) {
        return NpmConfiguration.read(
                        System.getenv(),
                        Path.of(""),
                        Path.of(System.getProperty("user.home")),
                        settings.url())
                .with(OtherUpstreamSettings.upstreams(settings.others()), owners, own);
    }

    @Bean
    NpmRegistry npmRegistry(NpmConfiguration configuration) {
        return new NpmRegistry(configuration, NpmRegistrySettings.DEFAULT);
    }

    @Bean
    Upstream npmUpstream(NpmRegistry registry, NpmPublishing publishing) {
        return new NpmUpstream(registry, publishing);
    }

    @Bean
    Upstream remoteUpstream(RemoteUpstreamSettings settings, Clock clock) {
        return new RemoteUpstream(settings::of, clock);
    }

    @Bean
    MavenConfiguration mavenConfiguration(
            MavenUpstreamSettings settings, NameOwners owners, OwnPackages own) {
        return MavenConfiguration.read(
                        System.getenv(), Path.of(System.getProperty("user.home")), settings.url())
                .with(OtherUpstreamSettings.upstreams(settings.others()), owners, own);
    }

    @Bean
    Upstream mavenUpstream(MavenRepository repository, MavenPublishing publishing) {
        return new MavenUpstream(repository, publishing);
    }

    @Bean
    PypiConfiguration pypiConfiguration(
            PypiUpstreamSettings settings, NameOwners owners, OwnPackages own) {
        return PypiConfiguration.read(
                        System.getenv(), Path.of(System.getProperty("user.home")), settings.url())
                .with(OtherUpstreamSettings.upstreams(settings.others()), owners, own);
    }

    @Bean
    Upstream pypiUpstream(
            PypiConfiguration configuration,
            PypiUpstreamSettings settings,
            TrustMaterial trust,
            Clock clock) {
        var index = new PypiIndex(configuration, PypiLimits.DEFAULT);
        return new PypiUpstream(
                index,
                settings.targets(),
                clock,
                new PypiPublishing(index, trust.trusted(), clock));
    }

    @Bean
    NugetConfiguration nugetConfiguration(
            NugetUpstreamSettings settings, NameOwners owners, OwnPackages own) {
        return NugetConfiguration.read(
                        System.getenv(), Path.of(System.getProperty("user.home")), settings.url())
                .with(OtherUpstreamSettings.upstreams(settings.others()), owners, own);
    }

    @Bean
    Upstream nugetUpstream(
            NugetConfiguration configuration, NugetUpstreamSettings settings, Clock clock) {
        var feed = new NugetFeed(configuration, NugetLimits.DEFAULT);
        return new NugetUpstream(feed, settings.target(), clock);
    }

    @Bean
    CargoConfiguration cargoConfiguration(
            CargoUpstreamSettings settings, NameOwners owners, OwnPackages own) {
        return CargoConfiguration.read(
                        System.getenv(),
                        Path.of(System.getProperty("user.home")),
                        settings.url(),
                        settings.token())
                .with(settings.upstreams(), owners, own);
    }

    @Bean
    Upstream cargoUpstream(
            CargoConfiguration configuration, CargoUpstreamSettings settings, Clock clock) {
        return new CargoUpstream(
                new CargoRegistry(configuration, CargoLimits.DEFAULT), settings.target(), clock);
    }

    @Bean
    OciConfiguration ociConfiguration(OciUpstreamSettings settings, NameOwners owners) {
        return settings.read(System.getenv(), Path.of(System.getProperty("user.home")))
                .with(HostUpstreamSettings.upstreams(OciName.TYPE, settings.others(), owners));
    }

    @Bean
    Upstream ociUpstream(OciConfiguration configuration, TrustMaterial trust, Clock clock) {
        var images = new OciImages(new OciRegistry(configuration, OciLimits.DEFAULT, clock));
        return new OciUpstream(images, new OciPublishing(images, trust.trusted(), clock));
    }

    @Bean
    McpbSources mcpbSources(McpbUpstreamSettings settings, NameOwners owners, Clock clock) {
        return McpbSources.of(settings.hosts(), settings.trustRoots(), clock)
                .with(
                        HostUpstreamSettings.upstreams(
                                BundleAddress.NAME, settings.others(), owners));
    }

    @Bean
    Upstream mcpbUpstream(McpbSources sources, OwnPackages own) {
        return sources.upstream(UpstreamSettings.DEFAULT, own);
    }

    @Bean
    GitHosts gitHosts(GitUpstreamSettings settings, NameOwners owners) {
        return new GitHosts(
                settings.hosts(),
                settings.tokenFiles(),
                HostUpstreamSettings.upstreams("git", settings.others(), owners));
    }

    @Bean
    Upstream gitUpstream(
            GitHosts hosts,
            TrustSettings settings,
            TrustMaterial trust,
            @Qualifier("npmUpstream") Upstream npm,
            @Qualifier("pypiUpstream") Upstream pypi) {
        var signers = settings.git().allowedSigners();
        return new GitUpstream(
                new GitRemote(hosts, GitLimits.DEFAULT),
                () -> trust.trusted().gitSigners(AllowedSigners.read(signers)),
                List.of(npm, pypi));
    }

    @Bean
    Upstreams upstreams(
            List<Upstream> all,
            NpmConfiguration npm,
            MavenConfiguration maven,
            PypiConfiguration pypi,
            CargoConfiguration cargo,
            NugetConfiguration nuget,
            OciConfiguration oci,
            GitHosts git,
            McpbSources bundles) {
        Stream.of(
                        npm.overlaps(),
                        maven.overlaps(),
                        pypi.overlaps(),
                        cargo.overlaps(),
                        nuget.overlaps(),
                        oci.others().overlaps(),
                        git.others().overlaps(),
                        bundles.others().overlaps())
                .flatMap(List::stream)
                .forEach(each -> LOG.warn("Name spaces overlap: {}", each));
        return new Upstreams(all);
    }
}
