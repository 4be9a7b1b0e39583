package dev.assay.registry.identity.token;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.TokenStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.identity.workload.WorkloadVerifier;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenSettings.class)
class TokenConfiguration {

    @Bean
    TokenStore tokenStore(JdbcClient jdbc, AccountStore accounts, Clock clock) {
        return new TokenStore(jdbc, accounts, clock);
    }

    @Bean(initMethod = "start")
    TokenBook tokenBook(TokenStore store, Clock clock, TokenSettings settings) {
        return new TokenBook(store, clock, settings.poll());
    }

    @Bean
    Tokens tokens(
            TokenStore store,
            AccountStore accounts,
            AuditTrail audit,
            PlatformTransactionManager manager,
            TokenBook book,
            TokenSettings settings,
            Clock clock) {
        return new Tokens(
                store, accounts, audit, new TransactionTemplate(manager), book, settings, clock);
    }

    @Bean
    TokenVerifier tokenVerifier(TokenBook book, WorkloadVerifier workloads) {
        return new TokenVerifier(book, workloads);
    }
}
