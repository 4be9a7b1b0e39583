package dev.assay.registry.identity;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditTrail;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

@Configuration(proxyBeanMethods = false)
class IdentityConfiguration implements WebMvcConfigurer {

    private static final int FAILURES_PER_ACCOUNT = 5;
    private static final int FAILURES_PER_ADDRESS = 50;
    private static final Duration FAILURES_AGE = Duration.ofMinutes(15);

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CurrentAccount());
    }

    @Bean
    Accounts accounts(AccountStore store, AuditTrail audit, PlatformTransactionManager manager) {
        return new Accounts(store, audit, new TransactionTemplate(manager));
    }

    @Bean
    AuthenticationManager authenticationManager(Accounts accounts, Clock clock) {
        var throttle =
                new SignInThrottle(clock, FAILURES_PER_ACCOUNT, FAILURES_PER_ADDRESS, FAILURES_AGE);
        return new ProviderManager(new PasswordSignIn(accounts, throttle));
    }

    @Bean
    SignInEvents signInEvents(AuditTrail audit) {
        return new SignInEvents(audit);
    }
}
