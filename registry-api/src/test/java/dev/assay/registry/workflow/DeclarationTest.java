package dev.assay.registry.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class DeclarationTest {

    private final Declaration declaration =
            new Declaration(List.of("api.vendor.example", "*.cdn.example"));

    @Test
    void coversTheHostsItNamesAndTheSubDomainsOfItsPatterns() {
        assertThat(declaration.covers("api.vendor.example")).isTrue();
        assertThat(declaration.covers("a.cdn.example")).isTrue();
        assertThat(declaration.covers("a.b.cdn.example")).isTrue();
        assertThat(declaration.covers("*.b.cdn.example")).isTrue();
        assertThat(declaration.covers("*.cdn.example")).isTrue();
    }

    @Test
    void coversNothingBesides() {
        assertThat(declaration.covers("cdn.example")).isFalse();
        assertThat(declaration.covers("evilcdn.example")).isFalse();
        assertThat(declaration.covers("api.vendor.example.evil.example")).isFalse();
        assertThat(declaration.covers("x.api.vendor.example")).isFalse();
        assertThat(declaration.covers("*.vendor.example")).isFalse();
        assertThat(declaration.covers("*.example")).isFalse();
        assertThat(Declaration.NOTHING.covers("a")).isFalse();
    }

    @Test
    void coversAnotherDeclarationAsAWhole() {
        assertThat(declaration.covers(Declaration.NOTHING)).isTrue();
        assertThat(declaration.covers(new Declaration(List.of("x.cdn.example")))).isTrue();
        assertThat(declaration.covers(new Declaration(List.of("x.cdn.example", "y.example"))))
                .isFalse();
        assertThat(declaration.and(new Declaration(List.of("a.example", "api.vendor.example"))))
                .isEqualTo(
                        new Declaration(
                                List.of("*.cdn.example", "a.example", "api.vendor.example")));
    }
}
