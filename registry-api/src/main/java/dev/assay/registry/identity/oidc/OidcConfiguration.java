package dev.assay.registry.identity.oidc;

import dev.assay.registry.identity.ExternalAccounts;
import dev.assay.registry.identity.WebAddress;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcSettings.class)
class OidcConfiguration {

    @Bean
    OidcSignIn oidcSignIn(
            OidcSettings settings,
            ExternalAccounts accounts,
            WebAddress address,
            ApplicationEventPublisher events,
            Clock clock) {
        return new OidcSignIn(settings, accounts, address, events, clock);
    }

    /** Spring Security's sign-in looks for it by its type. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(OidcSignIn signIn) {
        return signIn.idTokens();
    }
}
