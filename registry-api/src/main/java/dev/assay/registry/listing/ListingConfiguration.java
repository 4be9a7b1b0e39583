package dev.assay.registry.listing;

import static org.springframework.http.HttpMethod.GET;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import dev.assay.inventory.listing.ListingStore;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.identity.Endpoint;
import dev.assay.registry.identity.RequestLimits;
import dev.assay.registry.identity.RightsTable;
import dev.assay.registry.identity.SecurityHeaders;
import dev.assay.registry.identity.WebAddress;
import dev.assay.registry.vetting.KnownFacts;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamSettings;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.util.List;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ListingSettings.class)
class ListingConfiguration {

    @Bean
    ListingStore listingStore(JdbcClient jdbc, Clock clock) {
        return new ListingStore(jdbc, clock);
    }

    @Bean
    ApprovedServers approvedServers(ListingStore store) {
        return new ApprovedServers(store);
    }

    @Bean(destroyMethod = "close")
    UpstreamClient mcpRegistryClient() {
        return new UpstreamClient("listing", UpstreamSettings.DEFAULT);
    }

    @Bean
    Listings listings(
            ListingStore store,
            ReleaseStore releases,
            ServerPackageStore packages,
            ClosureStore closures,
            ReviewStore reviews,
            KnownFacts known,
            ToolStore tools,
            UpstreamClient mcpRegistryClient,
            ListingSettings settings,
            Deeds deeds) {
        return new Listings(
                store,
                releases,
                packages,
                new ServerNames(
                        store,
                        new UpstreamNames(mcpRegistryClient, settings.upstream()),
                        settings.namespace()),
                new Entries(closures, reviews, known, tools),
                deeds);
    }

    @Bean
    Task<Void> listingTask(Listings listings, ListingSettings settings) {
        return Tasks.recurring("listing", FixedDelay.of(settings.check()))
                .execute((instance, context) -> listings.run());
    }

    @Bean
    RightsTable registryRights() {
        return new RightsTable(
                List.of(
                                "/v0.1/servers",
                                "/v0.1/servers/{serverName}/versions",
                                "/v0.1/servers/{namespace}/{serverName}/versions",
                                "/v0.1/servers/{serverName}/versions/{version}",
                                "/v0.1/servers/{namespace}/{serverName}/versions/{version}",
                                "/v0.1/**")
                        .stream()
                        .map(path -> new Endpoint(GET, path, Callers.anyone()))
                        .toList());
    }

    /** Nobody is signed in here, whatever they send, and nothing is ever answered by 401 or 403. */
    @Bean
    @Order(0)
    SecurityFilterChain registry(
            HttpSecurity chain, RequestLimits limits, WebAddress address, JsonMapper json) {
        SecurityHeaders.on(chain, address);
        limits.on(chain);
        return chain.securityMatcher("/v0.1/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new RegistryFilter(json), AuthorizationFilter.class)
                .csrf(csrf -> csrf.disable())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .build();
    }

    @Bean
    HttpFirewall namesWithSlash() {
        return new NamesWithSlash();
    }

    /** The firewall decides on it. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlash() {
        return server ->
                server.addConnectorCustomizers(
                        connector -> connector.setEncodedSolidusHandling("passthrough"));
    }
}
