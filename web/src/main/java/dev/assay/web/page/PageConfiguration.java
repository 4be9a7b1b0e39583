package dev.assay.web.page;

import dev.assay.registry.identity.Accounts;
import dev.assay.registry.identity.RightsTable;
import dev.assay.registry.identity.SecurityHeaders;
import dev.assay.registry.identity.SessionAccounts;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;

@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    @Bean
    Templates templates() {
        return new Templates();
    }

    @Bean
    RightsTable pageRights() {
        return new RightsTable(PageRights.ROWS);
    }

    /** Everything that is not the REST API: sessions, forms with tokens, strict headers. */
    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity chain, RightsTable pageRights, Accounts accounts) {
        SecurityHeaders.on(chain);
        SessionAccounts.on(chain, accounts);
        pageRights.enforce(chain);
        return chain.formLogin(
                        form ->
                                form.loginPage("/signin")
                                        .usernameParameter("login")
                                        .passwordParameter("password")
                                        .successHandler(new SignInSuccess())
                                        .failureHandler(new SignInFailure()))
                .logout(out -> out.logoutUrl("/signout").logoutSuccessUrl("/signin?signedout"))
                .exceptionHandling(problems -> problems.accessDeniedHandler(denied(pageRights)))
                .build();
    }

    /** Somebody who is signed in and asks for what does not exist is told so. */
    private static AccessDeniedHandler denied(RightsTable rights) {
        return (request, response, exception) ->
                response.sendError(
                        rights.covers(request)
                                ? HttpServletResponse.SC_FORBIDDEN
                                : HttpServletResponse.SC_NOT_FOUND);
    }
}
