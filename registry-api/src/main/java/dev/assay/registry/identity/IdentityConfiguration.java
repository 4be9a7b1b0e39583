package dev.assay.registry.identity;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditPeople;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.identity.token.TokenBook;
import dev.assay.registry.tls.Tls;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInSettings.class)
class IdentityConfiguration implements WebMvcConfigurer {

    private static final Duration FAILURES_AGE = Duration.ofMinutes(15);

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CurrentAccount());
    }

    @Bean
    Accounts accounts(
            AccountStore store,
            AuditTrail audit,
            PlatformTransactionManager manager,
            SignInSettings settings,
            Clock clock) {
        return new Accounts(store, audit, new TransactionTemplate(manager), settings, clock);
    }

    @Bean
    AccountAdministration accountAdministration(
            AccountStore store,
            Accounts accounts,
            AuditTrail audit,
            JdbcClient jdbc,
            PlatformTransactionManager manager,
            TokenBook tokens,
            SignInSettings settings) {
        return new AccountAdministration(
                store,
                accounts,
                audit,
                new AuditPeople(jdbc),
                new TransactionTemplate(manager),
                tokens,
                settings);
    }

    @Bean
    ExternalAccounts externalAccounts(
            AccountStore store,
            Accounts accounts,
            AuditTrail audit,
            PlatformTransactionManager manager,
            TokenBook tokens,
            Clock clock) {
        return new ExternalAccounts(
                store, accounts, audit, new TransactionTemplate(manager), tokens, clock);
    }

    @Bean
    WebAddress webAddress(@Value("${assay.public-url:#{null}}") @Nullable URI published, Tls tls) {
        return new WebAddress(
                published,
                tls.isOn() || published != null && "https".equals(published.getScheme()));
    }

    /** Browsers take a cookie of such a name from this host alone, by TLS, for all its paths. */
    @Bean
    ServletContextInitializer sessionCookie(WebAddress address) {
        return context -> {
            if (address.tls()) {
                context.getSessionCookieConfig().setName("__Host-assay");
                context.getSessionCookieConfig().setSecure(true);
                context.getSessionCookieConfig().setPath("/");
            }
        };
    }

    @Bean
    OwnSessions ownSessions(Clock clock) {
        return new OwnSessions(clock);
    }

    @Bean
    AuthenticationManager authenticationManager(
            Accounts accounts,
            SignInSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        var throttle =
                new SignInThrottle(
                        clock,
                        settings.failuresPerAccount(),
                        settings.failuresPerAddress(),
                        settings.failuresAnywhere(),
                        FAILURES_AGE);
        return new ProviderManager(new PasswordSignIn(accounts, throttle, events));
    }

    @Bean
    RequestLimits requestLimits(SignInSettings settings, Clock clock) {
        return new RequestLimits(
                new Allowance(clock, settings.requestsPerAddress()),
                new Allowance(clock, settings.requestsPerCaller()));
    }

    @Bean
    SignInEvents signInEvents(AuditTrail audit, Accounts accounts) {
        return new SignInEvents(audit, accounts);
    }
}
