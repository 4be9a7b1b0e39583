package dev.assay.registry.tls;

import dev.assay.inventory.store.MisconfiguredException;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TlsSettings.class)
class TlsConfiguration {

    private static final String BUNDLE = "assay";

    @Bean(initMethod = "start")
    Tls tls(TlsSettings settings, Clock clock) {
        return read(settings, clock);
    }

    /** A bean of its own: what sends numbers by TLS needs the certificates before there are any. */
    @Bean
    MeterBinder tlsMeters(Tls tls) {
        return meters -> {
            Gauge.builder(
                            "assay.tls.certificate.left",
                            () -> {
                                var left = tls.left();
                                return left == null ? Double.NaN : left.toSeconds();
                            })
                    .description("Until the certificate ends that both listeners show")
                    .baseUnit("seconds")
                    .strongReference(true)
                    .register(meters);
            Gauge.builder("assay.tls.renewal.refused", () -> tls.problem() == null ? 0 : 1)
                    .description(
                            "1 while a certificate lies there that is not shown, or none is to be"
                                    + " read")
                    .strongReference(true)
                    .register(meters);
        };
    }

    private static Tls read(TlsSettings settings, Clock clock) {
        var certificate = settings.certificate();
        var key = settings.key();
        return certificate == null || key == null
                ? Tls.off()
                : Tls.of(certificate, key, settings.check(), settings.notice(), clock);
    }

    /** Boot tells Tomcat of each update, which goes on with its connections. */
    @Bean
    SslBundleRegistrar tlsBundle(Tls tls) {
        return registry -> {
            var bundle = tls.bundle();
            if (bundle != null) {
                registry.registerBundle(BUNDLE, bundle);
                tls.onRenewal(renewed -> registry.updateBundle(BUNDLE, renewed));
            }
        };
    }

    /** After Boot's own, which reads {@code server.ssl}. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> tlsAtTheMainListener(
            Tls tls, SslBundles bundles, ServerProperties server) {
        return factory -> {
            if (server.getSsl() != null) {
                throw new MisconfiguredException(
                        "server.ssl.… is set, which the gate would not keep to; set"
                                + " assay.tls.certificate and assay.tls.key instead, for both"
                                + " listeners");
            }
            if (tls.isOn()) {
                factory.setSslBundles(bundles);
                factory.setSsl(Ssl.forBundle(BUNDLE));
            }
        };
    }
}
