package dev.assay.registry.identity.oidc;

import dev.assay.registry.identity.ExternalAccounts;
import dev.assay.registry.identity.SignInFailed;
import dev.assay.registry.identity.WebAddress;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Signing in at the provider: the authorization code flow with PKCE, state and nonce. The tokens of
 * the provider are used once, to learn who it is, and are not kept.
 */
public final class OidcSignIn {

    /** Where signing in at the provider begins. */
    public static final String BEGIN = "/signin/with/" + Provider.ID;

    /** Where the provider sends people back to; to be registered there. */
    public static final String CALLBACK = "/signin/callback/" + Provider.ID;

    private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);

    private final OidcSettings settings;
    private final Provider provider;
    private final OidcPeople people;
    private final WebAddress address;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OidcSignIn(
            OidcSettings settings,
            ExternalAccounts accounts,
            WebAddress address,
            ApplicationEventPublisher events,
            Clock clock) {
        this.settings = settings;
        this.address = address;
        this.events = events;
        this.clock = clock;
        this.provider = new Provider(settings, address.of(CALLBACK), clock);
        this.people = new OidcPeople(userInfo(), accounts, settings);
    }

    /** What people call the provider; empty where there is none. */
    public Optional<String> name() {
        return settings.on() ? Optional.of(settings.name()) : Optional.empty();
    }

    /** The provider's origin, which signing out leads to; empty where there is none. */
    public String origin() {
        if (!settings.on()) {
            return "";
        }
        var issuer = URI.create(settings.issuerName());
        return issuer.getScheme() + "://" + issuer.getAuthority();
    }

    /** Adds it to the pages' filter chain, where there is a provider. */
    public void on(HttpSecurity chain, AuthenticationSuccessHandler success) {
        if (!settings.on()) {
            return;
        }
        var requests = new DefaultOAuth2AuthorizationRequestResolver(provider, "/signin/with");
        chain.oauth2Login(
                login ->
                        login.loginPage("/signin")
                                .clientRegistrationRepository(provider)
                                .authorizedClientRepository(new Forgetful())
                                .authorizationEndpoint(
                                        begin -> begin.authorizationRequestResolver(requests))
                                .redirectionEndpoint(back -> back.baseUri(CALLBACK))
                                .tokenEndpoint(
                                        token -> token.accessTokenResponseClient(tokenClient()))
                                .userInfoEndpoint(info -> info.oidcUserService(people))
                                .successHandler(success)
                                .failureHandler(failed())
                                .addObjectPostProcessor(clearFailure()));
    }

    /** Signs out at the provider as well, where it offers that and can be reached. */
    public LogoutSuccessHandler signOut(LogoutSuccessHandler here) {
        if (!settings.on()) {
            return here;
        }
        var there = new OidcClientInitiatedLogoutSuccessHandler(provider);
        there.setPostLogoutRedirectUri(address.of("/signin?signedout"));
        there.setDefaultTargetUrl("/signin?signedout");
        return (request, response, authentication) -> {
            try {
                there.onLogoutSuccess(request, response, authentication);
            } catch (ProviderAwayException e) {
                LOG.warn("Signed out here alone: {}", e.getMessage());
                here.onLogoutSuccess(request, response, authentication);
            }
        };
    }

    IdTokens idTokens() {
        return new IdTokens(provider, clock);
    }

    private AuthenticationFailureHandler failed() {
        return (request, response, exception) -> {
            var refusal = Refusal.of(exception);
            LOG.warn("Nobody was signed in ({}): {}", refusal.word(), reason(exception));
            events.publishEvent(
                    new SignInFailed(
                            "",
                            request.getRemoteAddr(),
                            "at the identity provider: " + refusal.word()));
            response.sendRedirect("/signin?external=" + refusal.word());
        };
    }

    private static String reason(Throwable exception) {
        var cause = exception.getCause() == null ? exception : exception.getCause();
        return String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}", " ");
    }

    /** A provider that is away at the first step is told like one that goes away later. */
    private ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> clearFailure() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(failed());
                return filter;
            }
        };
    }

    private static RestClientAuthorizationCodeTokenResponseClient tokenClient() {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(
                RestClient.builder()
                        .requestFactory(requests())
                        .configureMessageConverters(
                                converters ->
                                        converters
                                                .addCustomConverter(new FormHttpMessageConverter())
                                                .addCustomConverter(
                                                        new OAuth2AccessTokenResponseHttpMessageConverter()))
                        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                        .build());
        return client;
    }

    private static OidcUserService userInfo() {
        var template = new RestTemplate(requests());
        template.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        var users = new DefaultOAuth2UserService();
        users.setRestOperations(template);
        var service = new OidcUserService();
        service.setOauth2UserService(users);
        return service;
    }

    /** Somebody waits in front of a browser. */
    private static SimpleClientHttpRequestFactory requests() {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(Duration.ofSeconds(3));
        requests.setReadTimeout(Duration.ofSeconds(5));
        return requests;
    }
}
