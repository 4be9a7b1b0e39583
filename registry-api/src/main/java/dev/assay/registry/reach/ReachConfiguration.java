package dev.assay.registry.reach;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.TokenStore;
import dev.assay.inventory.fetchlog.FetchRecordStore;
import dev.assay.inventory.fetchlog.Shipping;
import dev.assay.registry.record.RecordReader;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReachConfiguration {

    @Bean
    Reaches reaches(
            Shipping shipping,
            FetchRecordStore fetches,
            RecordReader records,
            TokenStore tokens,
            AccountStore accounts) {
        return new Reaches(shipping, fetches, records, tokens, accounts);
    }
}
