package dev.assay.registry.identity.token;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.TokenStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.store.News;
import dev.assay.registry.identity.workload.WorkloadVerifier;
import dev.assay.scanners.attestation.SigningKey;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.file.Path;
import java.time.Clock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenSettings.class)
class TokenConfiguration {

    @Bean
    TokenStore tokenStore(JdbcClient jdbc, AccountStore accounts, Clock clock) {
        return new TokenStore(jdbc, accounts, clock);
    }

    @Bean(initMethod = "start")
    TokenBook tokenBook(
            TokenStore store,
            Clock clock,
            TokenSettings settings,
            SigningKey registryKey,
            @Value("${assay.data-directory:data}") Path data,
            News news) {
        var file = new TokenFile(data.resolve("tokens.json"), registryKey);
        var book = new TokenBook(store, clock, settings.poll(), file);
        news.on(News.Of.TOKENS, book::refresh);
        return book;
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
