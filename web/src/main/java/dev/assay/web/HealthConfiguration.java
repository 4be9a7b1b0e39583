package dev.assay.web;

import dev.assay.registry.gate.GateHealth;
import dev.assay.registry.tls.Tls;
import dev.assay.registry.vetting.Sandbox;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import javax.sql.DataSource;

/**
 * Ready is told from alive, and both from able to decide: while the database is away a node serves,
 * and restarting it or taking it out would help nobody.
 */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean
    HealthIndicator gateHealthIndicator(GateHealth gate) {
        return () -> {
            var problem = gate.problem();
            return problem == null
                    ? Health.up().build()
                    : Health.outOfService().withDetail("why", problem).build();
        };
    }

    /** In no group: a certificate that has ended is the same at every node. */
    @Bean
    HealthIndicator tlsHealthIndicator(Tls tls) {
        return () -> {
            var left = tls.left();
            if (left == null) {
                return Health.up().withDetail("tls", "off").build();
            }
            var health = left.isNegative() ? Health.down() : Health.up();
            health.withDetail("ends", String.valueOf(tls.end()));
            if (tls.isEnding()) {
                health.withDetail("todo", "renew the certificate");
            }
            var problem = tls.problem();
            return problem == null ? health.build() : health.withDetail("why", problem).build();
        };
    }

    /** A node without a sandbox serves and decides; it is nobody's reason to take it out. */
    @Bean
    HealthIndicator detonationHealthIndicator(Sandbox sandbox) {
        return () ->
                switch (sandbox.state()) {
                    case Sandbox.State.Off() ->
                            Health.up().withDetail("why", "no server is run here").build();
                    case Sandbox.State.Unknown() ->
                            Health.unknown().withDetail("why", "it was not tried yet").build();
                    case Sandbox.State.Holds(var way, var tries, var at) ->
                            Health.up()
                                    .withDetail("way", way)
                                    .withDetail("tries", tries)
                                    .withDetail("at", at)
                                    .build();
                    case Sandbox.State.NotHeld(var reason, var whatToDo, var at) ->
                            Health.unknown()
                                    .withDetail("why", reason)
                                    .withDetail("next", whatToDo)
                                    .withDetail("at", at)
                                    .build();
                };
    }

    @Bean
    HealthIndicator databaseHealthIndicator(DataSource database) {
        return new DecisionsHealth(database);
    }
}
