package dev.assay.web;

import dev.assay.inventory.store.SteadyClock;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import java.time.Clock;

/** The service: pages and REST API on the main listener, the gates on their own. */
@SpringBootApplication(scanBasePackages = "dev.assay")
public class AssayApplication {

    @Bean
    Clock clock() {
        return new SteadyClock(Clock.systemUTC());
    }
}
