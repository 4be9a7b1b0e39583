package dev.assay.web.page;

import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;

import org.jspecify.annotations.Nullable;

/**
 * The output of every template. Whatever a template did not write itself is escaped for the place
 * where it stands, and hidden characters in it are made visible: here, so that no page can forget.
 */
final class VisibleHtmlOutput extends OwaspHtmlTemplateOutput {

    VisibleHtmlOutput(TemplateOutput output) {
        super(output);
    }

    @Override
    public void writeUserContent(@Nullable String text) {
        super.writeUserContent(text == null ? null : VisibleText.of(text));
    }
}
