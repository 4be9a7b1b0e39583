package dev.assay.web.listener;

import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionSettings.class)
class ListenerConfiguration {

    /** How much of a body that nobody wants is read, so that its sender sees the answer. */
    private static final int SWALLOWED = 2 << 20;

    /** After Boot's own, which sets what {@code server.tomcat} says. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connections(
            ConnectionSettings settings) {
        return factory -> {
            factory.setProtocol(PatientProtocol.class.getName());
            factory.addConnectorCustomizers(
                    connector -> {
                        if (connector.getProtocolHandler()
                                instanceof AbstractHttp11Protocol<?> http) {
                            http.setMaxConnections(settings.most());
                            http.setKeepAliveTimeout((int) settings.idle().toMillis());
                            http.setConnectionTimeout(
                                    (int)
                                            Math.min(
                                                    settings.request().toMillis(),
                                                    settings.idle().toMillis()));
                            // What is a little larger is answered in words (SizeLimits).
                            http.setMaxHttpRequestHeaderSize(
                                    Math.toIntExact(settings.headers().toBytes() * 2));
                            http.setMaxSwallowSize(SWALLOWED);
                        }
                        if (connector.getProtocolHandler() instanceof PatientProtocol patient) {
                            patient.have(settings.request(), settings.slowest().toBytes());
                        }
                    });
        };
    }

    @Bean
    FilterRegistrationBean<SizeLimits> sizeLimits(ConnectionSettings settings) {
        var registration =
                new FilterRegistrationBean<>(
                        new SizeLimits(settings.headers().toBytes(), settings.body().toBytes()));
        // Behind the request's id, before whatever reads.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }
}
