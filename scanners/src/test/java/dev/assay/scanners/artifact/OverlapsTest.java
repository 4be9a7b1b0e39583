package dev.assay.scanners.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;

/** Name spaces that have names in common are told, and the first of the two places has them. */
class OverlapsTest {

    private static OtherUpstream at(String host, String... namespaces) {
        return new OtherUpstream(URI.create("https://" + host + "/"), List.of(namespaces), null);
    }

    private static NameRoutes routes(OtherUpstream... others) {
        return new NameRoutes("npm", List.of(others), NameOwners.inMemory(), OwnPackages.NONE);
    }

    @Test
    void tellsOfAWiderOneInWhicheverOrder() {
        assertThat(routes(at("a.example", "@acme/*"), at("b.example", "@acme/mail")).overlaps())
                .singleElement()
                .asString()
                .contains("'@acme/mail' of https://b.example/", "'@acme/*' of https://a.example/");
        assertThat(routes(at("a.example", "@acme/mail"), at("b.example", "@acme/*")).overlaps())
                .hasSize(1);
        assertThat(routes(at("a.example", "acme-*"), at("b.example", "acme-tools-*")).overlaps())
                .hasSize(1);
    }

    @Test
    void tellsNothingOfThoseThatHaveNoNameInCommon() {
        assertThat(routes(at("a.example", "@acme/*"), at("b.example", "@acmex/*")).overlaps())
                .isEmpty();
        assertThat(routes(at("a.example", "acme-*"), at("b.example", "acme")).overlaps()).isEmpty();
        assertThat(routes(at("a.example", "@acme/*", "@acme/mail")).overlaps()).isEmpty();
        assertThat(routes(at("a.example", "@acme/*"), at("b.example")).overlaps()).isEmpty();
    }

    @Test
    void asksTheFirstOfTwoThatHaveANameInCommon() {
        var routes = routes(at("a.example", "@acme/mail"), at("b.example", "@acme/*"));
        var first = List.of(URI.create("https://open.example/"));
        assertThat(routes.of("@acme/mail", first))
                .contains(new NameRoute.To(URI.create("https://a.example/")));
        assertThat(routes.of("@acme/other", first))
                .contains(new NameRoute.To(URI.create("https://b.example/")));
    }

    @Test
    void tellsOfThoseBelowAHost() {
        var both =
                new HostUpstreams(
                        "oci",
                        List.of(
                                new HostUpstream("one.example", at("a.example", "team")),
                                new HostUpstream("one.example", at("b.example", "team/demo")),
                                new HostUpstream("two.example", at("c.example", "team"))),
                        NameOwners.inMemory());
        assertThat(both.overlaps())
                .singleElement()
                .asString()
                .contains("'team/demo' of https://b.example/", "(below one.example)");
    }
}
