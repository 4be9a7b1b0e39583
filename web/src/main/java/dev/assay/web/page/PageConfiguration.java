package dev.assay.web.page;

import dev.assay.registry.identity.Accounts;
import dev.assay.registry.identity.CurrentAccount;
import dev.assay.registry.identity.OwnSessions;
import dev.assay.registry.identity.RequestLimits;
import dev.assay.registry.identity.RightsTable;
import dev.assay.registry.identity.SecurityHeaders;
import dev.assay.registry.identity.SessionAccounts;
import dev.assay.registry.identity.WebAddress;
import dev.assay.registry.identity.oidc.OidcSignIn;
import dev.assay.registry.upload.UploadDesk;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.logout.SimpleUrlLogoutSuccessHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;

@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    /** What stands in a body of files beside the largest of them. */
    private static final long BESIDE = 8 << 20;

    private static final int KEPT_IN_MEMORY = 1 << 16;

    @Bean
    Templates templates() {
        return new Templates();
    }

    @Bean
    RightsTable pageRights() {
        return new RightsTable(PageRights.ROWS);
    }

    /** One file with a POM beside it, as large as one may be. */
    @Bean
    MultipartConfigElement multipart(UploadDesk uploads) {
        return new MultipartConfigElement(
                "", uploads.largest(), uploads.largest() + BESIDE, KEPT_IN_MEMORY);
    }

    @Bean
    FilterRegistrationBean<BodyDoor.Elsewhere> noFilesElsewhere() {
        var registration = new FilterRegistrationBean<>(new BodyDoor.Elsewhere());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Everything that is not the REST API: sessions, forms with tokens, strict headers. */
    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity chain,
            RightsTable pageRights,
            Accounts accounts,
            OwnSessions sessions,
            RequestLimits limits,
            WebAddress address,
            OidcSignIn provider) {
        SecurityHeaders.on(chain, address, provider.origin());
        limits.on(chain);
        SessionAccounts.on(chain, accounts, sessions);
        chain.addFilterBefore(new BodyDoor(), CsrfFilter.class);
        pageRights.enforce(chain);
        provider.on(chain, new SignInSuccess());
        var signedOut = new SimpleUrlLogoutSuccessHandler();
        signedOut.setDefaultTargetUrl("/signin?signedout");
        return chain.formLogin(
                        form ->
                                form.loginPage("/signin")
                                        .usernameParameter("login")
                                        .passwordParameter("password")
                                        .successHandler(new SignInSuccess())
                                        .failureHandler(new SignInFailure()))
                .logout(
                        out ->
                                out.logoutUrl("/signout")
                                        .logoutSuccessHandler(provider.signOut(signedOut)))
                .exceptionHandling(problems -> problems.accessDeniedHandler(denied(pageRights)))
                .build();
    }

    /**
     * Somebody who is signed in and asks for what does not exist is told so; somebody whose
     * password was handed to them is led to where they choose another.
     */
    private static AccessDeniedHandler denied(RightsTable rights) {
        return (request, response, exception) -> {
            if (!rights.covers(request)) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else if (CurrentAccount.passwordChangeDue()
                    && !(exception instanceof CsrfException)) {
                response.sendRedirect("/account");
            } else {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            }
        };
    }
}
