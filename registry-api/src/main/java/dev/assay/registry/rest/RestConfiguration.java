package dev.assay.registry.rest;

import dev.assay.registry.identity.RightsTable;
import dev.assay.registry.identity.SecurityHeaders;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RestConfiguration {

    @Bean
    RightsTable apiRights() {
        return new RightsTable(ApiRights.ROWS);
    }

    /**
     * No sessions, so a page elsewhere has no cookie to misuse. A browser that remembers a password
     * for basic authentication is covered as well: everything that changes something takes JSON
     * alone, which no form of another site can send.
     */
    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity chain, RightsTable apiRights, JsonMapper json) {
        var problems = new SecurityProblems(apiRights, json);
        SecurityHeaders.on(chain);
        apiRights.enforce(chain);
        return chain.securityMatcher("/api/**", "/openapi.json")
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
