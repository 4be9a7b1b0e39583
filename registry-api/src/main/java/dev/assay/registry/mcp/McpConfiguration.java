package dev.assay.registry.mcp;

import dev.assay.inventory.review.ReviewStore;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.registry.gate.CallerStage;
import dev.assay.registry.gate.PackageStandings;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.identity.Endpoint;
import dev.assay.registry.identity.RequestLimits;
import dev.assay.registry.identity.RightsTable;
import dev.assay.registry.identity.SecurityHeaders;
import dev.assay.registry.identity.TokenFilter;
import dev.assay.registry.identity.WebAddress;
import dev.assay.registry.identity.token.TokenVerifier;
import dev.assay.registry.listing.ApprovedServers;
import dev.assay.registry.vetting.ReportReader;
import dev.assay.registry.workflow.Drafts;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(McpSettings.class)
class McpConfiguration {

    @Bean
    AgentServer agentServer(
            ApprovedServers servers,
            PackageStandings standings,
            ReviewStore reviews,
            ReportReader reports,
            Drafts drafts,
            RightsTable apiRights,
            CallerAddresses addresses,
            CallerStage callers,
            ApplicationEventPublisher events,
            WebAddress web,
            McpSettings settings) {
        return new AgentServer(
                List.of(
                        new SearchTool(servers, addresses, callers),
                        new ExplainTool(
                                standings, new FoundKinds(reviews, reports), addresses, callers),
                        new RequestTool(drafts, standings, apiRights, addresses, events)),
                Stream.concat(Stream.of(web.published()), settings.allowedOrigins().stream())
                        .filter(Objects::nonNull)
                        .map(McpConfiguration::origin)
                        .distinct()
                        .toList(),
                settings.mostBytes());
    }

    /** As RFC 6454, section 6.2, writes it. */
    private static String origin(URI address) {
        var port = address.getPort() == -1 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }

    @Bean
    RightsTable mcpRights() {
        return new RightsTable(
                Stream.of(HttpMethod.POST, HttpMethod.GET)
                        .map(method -> new Endpoint(method, McpEndpoint.PATH, Callers.anyone()))
                        .toList());
    }

    /** Tokens alone: no cookie and no password opens anything here. */
    @Bean
    @Order(1)
    SecurityFilterChain mcp(
            HttpSecurity chain,
            RightsTable mcpRights,
            TokenVerifier tokens,
            RequestLimits limits,
            WebAddress address) {
        var problems = new TokenProblems();
        SecurityHeaders.on(chain, address);
        limits.on(chain);
        mcpRights.enforce(chain);
        return chain.securityMatcher(McpEndpoint.PATH)
                .addFilterBefore(new TokenFilter(tokens, problems), AuthorizationFilter.class)
                .addFilterBefore(
                        (request, response, next) ->
                                problems.unlessChecked(request, response, next),
                        AuthorizationFilter.class)
                .csrf(csrf -> csrf.disable())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .exceptionHandling(
                        handling ->
                                handling.authenticationEntryPoint(problems)
                                        .accessDeniedHandler(
                                                (request, response, denied) ->
                                                        problems.handle(response)))
                .build();
    }
}
