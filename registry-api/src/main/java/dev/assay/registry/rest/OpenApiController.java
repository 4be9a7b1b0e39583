package dev.assay.registry.rest;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Describes the API. The document is kept by hand, and a test compares it with the endpoints. */
@RestController
final class OpenApiController {

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ClassPathResource document() {
        return new ClassPathResource("openapi.json", OpenApiController.class);
    }
}
