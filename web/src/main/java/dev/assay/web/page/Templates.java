package dev.assay.web.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Renders the precompiled templates of this package, each by its file's name without ending. */
final class Templates implements ViewResolver, Ordered {

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Templates.class.getClassLoader(), "dev.assay.web");

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        var template = "page/" + name + ".jte";
        return name.indexOf(':') < 0 && engine.hasTemplate(template) ? new Page(template) : null;
    }

    private final class Page implements View {

        private final String template;

        Page(String template) {
            this.template = template;
        }

        @Override
        public String getContentType() {
            return "text/html;charset=UTF-8";
        }

        /** Renders whole before the first byte is sent, so that a fault never sends half a page. */
        @Override
        public void render(
                @Nullable Map<String, ?> model,
                HttpServletRequest request,
                HttpServletResponse response)
                throws IOException {
            var bytes = new Utf8ByteOutput();
            var parameters = new HashMap<String, Object>(model == null ? Map.of() : model);
            engine.render(template, parameters, new VisibleHtmlOutput(bytes));
            response.setContentType(getContentType());
            response.setContentLength(bytes.getContentLength());
            bytes.writeTo(response.getOutputStream());
        }
    }
}
