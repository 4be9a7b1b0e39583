package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Holds pages against the rules of WCAG 2.2 AA that axe-core can decide. */
final class Axe {

    private static final String RULES = rules();
    private static final String RUN =
            """
            async () => (await axe.run(document, {runOnly: {type: 'tag',
                values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}}))
                .violations.map(rule => rule.id + ': ' + rule.nodes.slice(0, 3).map(node =>
                    node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join(' | '))""";

    private Axe() {}

    /** Fails with every violation, light and dark, at the width of a phone and of a desk. */
    static void hold(Page page, String name) {
        var violations = new ArrayList<String>();
        // Evaluated by the debugger, which the content security policy does not bind.
        page.evaluate("() => {" + RULES + "; return 0;}");
        for (var scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
            for (var width : new int[] {390, 1280}) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                page.setViewportSize(width, 900);
                for (var violation : (List<?>) page.evaluate(RUN)) {
                    violations.add(width + " " + scheme + " " + violation);
                }
                assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                        .as(name + " is wider than " + width)
                        .isEqualTo(0);
            }
        }
        assertThat(violations).as(name).isEmpty();
    }

    private static String rules() {
        try (var in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
