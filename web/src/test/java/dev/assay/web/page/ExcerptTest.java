package dev.assay.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.web.page.Excerpt.Part;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void marksEveryPlaceOfTheValueWhateverItsCase() {
        assertThat(Excerpt.parts("fetch('API.example.com'); // api.example.com", "api.example.com"))
                .containsExactly(
                        new Part("fetch('", false),
                        new Part("API.example.com", true),
                        new Part("'); // ", false),
                        new Part("api.example.com", true));
    }

    @Test
    void showsCodeWithoutTheValueAsItIs() {
        assertThat(Excerpt.parts("atob('ZXZpbA==')", "evil.example"))
                .containsExactly(new Part("atob('ZXZpbA==')", false));
        assertThat(Excerpt.parts("code", "")).containsExactly(new Part("code", false));
        assertThat(Excerpt.parts("", "value")).isEmpty();
    }
}
