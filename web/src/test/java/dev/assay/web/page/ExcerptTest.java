package dev.assay.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.web.page.Excerpt.Part;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void marksEveryPlaceOfTheValueWhateverItsCase() {
        assertThat(
                        Excerpt.parts(
                                "fetch('API.example.com'); // api.example.com",
                                "api.example.com",
                                9))
                .containsExactly(
                        new Part("fetch('", false),
                        new Part("API.example.com", true),
                        new Part("'); // ", false),
                        new Part("api.example.com", true));
    }

    @Test
    void showsCodeWithoutTheValueAsItIs() {
        assertThat(Excerpt.parts("atob('ZXZpbA==')", "evil.example", null))
                .containsExactly(new Part("atob('ZXZpbA==')", false));
        assertThat(Excerpt.parts("code", "", null)).containsExactly(new Part("code", false));
        assertThat(Excerpt.parts("", "value", 0)).isEmpty();
    }

    @Test
    void marksThePlaceWhereTheValueIsNotWrittenOut() {
        assertThat(Excerpt.parts("x = atob('ZXZpbA==') + y", "evil.example", 9))
                .containsExactly(
                        new Part("x = atob(", false),
                        new Part("'ZXZpbA=='", true),
                        new Part(") + y", false));
        assertThat(Excerpt.parts("a.bcd = 1", "*", 2))
                .containsExactly(
                        new Part("a.", false), new Part("bcd", true), new Part(" = 1", false));
    }
}
