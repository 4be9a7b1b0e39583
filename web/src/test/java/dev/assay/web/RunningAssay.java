package dev.assay.web;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;

/**
 * The whole service on free ports, with a data folder of its own. Nothing is vetted by itself:
 * tests put into the stores what vetting would have found.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = AssayApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "gate.port=0",
            // Whole test classes call from one address within a minute.
            "assay.sign-in.requests-per-address=1000000",
            "assay.sign-in.requests-per-caller=1000000",
            "db-scheduler.enabled=false",
            "assay.upstream.npm.url=http://127.0.0.1:9/"
        })
@AutoConfigureMockMvc
@Import(Installation.class)
@ContextConfiguration(initializers = RunningAssay.OwnFolder.class)
public @interface RunningAssay {

    final class OwnFolder implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                var folder = Files.createTempDirectory("assay-web-test");
                TestPropertyValues.of("assay.data-directory=" + folder).applyTo(context);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
