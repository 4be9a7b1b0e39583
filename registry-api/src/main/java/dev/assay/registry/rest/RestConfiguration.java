package dev.assay.registry.rest;

import dev.assay.registry.identity.RequestLimits;
import dev.assay.registry.identity.RightsTable;
import dev.assay.registry.identity.SecurityHeaders;
import dev.assay.registry.identity.TokenFilter;
import dev.assay.registry.identity.WebAddress;
import dev.assay.registry.identity.token.TokenVerifier;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RestConfiguration {

    @Bean
    RightsTable apiRights() {
        return new RightsTable(ApiRights.ROWS);
    }

    /** In front of everything, so that whatever is logged says by which request. */
    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
        var registration = new FilterRegistrationBean<>(new RequestIdFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** In front of all that ask the database. */
    @Bean
    FilterRegistrationBean<DatabaseAwayFilter> databaseAwayFilter() {
        var registration = new FilterRegistrationBean<>(new DatabaseAwayFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /**
     * No sessions: a cookie opens nothing here, so a page elsewhere has none to misuse, and a token
     * needs no second one against forgery. A browser that remembers a password for basic
     * authentication is covered as well: everything that changes something takes JSON alone or is
     * no POST, which no form of another site can send.
     */
    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity chain,
            RightsTable apiRights,
            TokenVerifier tokens,
            RequestLimits limits,
            WebAddress address,
            JsonMapper json) {
        var problems = new SecurityProblems(apiRights, json);
        SecurityHeaders.on(chain, address);
        limits.on(chain);
        apiRights.enforce(chain);
        return chain.securityMatcher(
                        "/api/**",
                        "/openapi.json",
                        "/.well-known/assay-keys.*",
                        "/actuator/prometheus")
                .addFilterBefore(new TokenFilter(tokens, problems), BasicAuthenticationFilter.class)
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .csrf(csrf -> csrf.disable())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .exceptionHandling(
                        handling ->
                                handling.authenticationEntryPoint(problems)
                                        .accessDeniedHandler(problems))
                .build();
    }
}
