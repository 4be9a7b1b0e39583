package dev.assay.web;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import java.time.Clock;

/** The service: pages and REST API on the main listener, the gates on their own. */
@SpringBootApplication(scanBasePackages = "dev.assay")
public class AssayApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
