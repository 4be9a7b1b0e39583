package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.assay.registry.identity.Callers;
import dev.assay.registry.identity.RightsTable;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Locale;
import java.util.TreeSet;

/** The document at {@code /openapi.json} is kept by hand, and says what there is. */
@RunningAssay
class OpenApiTest {

    @Autowired MockMvc mvc;
    @Autowired RightsTable apiRights;

    @Test
    void describesEveryEndpointAndNoOther() throws Exception {
        var described = new TreeSet<String>();
        document()
                .get("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .propertyNames()
                                        .forEach(
                                                verb ->
                                                        described.add(
                                                                verb.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path.getKey())));

        var mapped = new TreeSet<String>();
        apiRights.rows().forEach(row -> mapped.add(row.method() + " " + row.pattern()));
        assertThat(described).isEqualTo(mapped);
    }

    @Test
    void saysWhichEndpointsNeedNoAccount() throws Exception {
        var document = document();
        for (var row : apiRights.rows()) {
            var operation =
                    document.at(
                            "/paths/"
                                    + row.pattern().replace("/", "~1")
                                    + "/"
                                    + row.method().name().toLowerCase(Locale.ROOT));
            assertThat(operation.has("security"))
                    .as(row.toString())
                    .isEqualTo(row.callers() instanceof Callers.Anyone);
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        var document = document();
        document.findValuesAsString("$ref")
                .forEach(
                        reference ->
                                assertThat(document.at(reference.substring(1)).isMissingNode())
                                        .as(reference)
                                        .isFalse());
    }

    private JsonNode document() throws Exception {
        var body = mvc.perform(get("/openapi.json")).andReturn().getResponse().getContentAsString();
        return new JsonMapper().readTree(body);
    }
}
